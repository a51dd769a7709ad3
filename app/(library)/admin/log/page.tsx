import { AdminScreen } from '@/components/admin/admin-screen'
import { AuditList } from '@/components/admin/audit-list'
import { QueryProvider } from '@/components/ui/query-provider'
import { AuditQuery } from '@/lib/admin/audit-contract'
import { listAudit } from '@/lib/admin/list-audit'
import { adminContext, adminMetadata } from '../admin-context'

export const generateMetadata = () => adminMetadata('Log · Administration')

/** What was done to accounts and to the library. */
export default async function LogPage() {
  const ctx = await adminContext()
  const first = await listAudit(ctx, AuditQuery.parse({}))
  return (
    <AdminScreen at="/admin/log">
      <QueryProvider>
        <AuditList first={first} />
      </QueryProvider>
    </AdminScreen>
  )
}
