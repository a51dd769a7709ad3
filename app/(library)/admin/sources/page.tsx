import { AdminScreen } from '@/components/admin/admin-screen'
import { SourceOverview } from '@/components/admin/source-overview'
import { QueryProvider } from '@/components/ui/query-provider'
import { AdminSourcesQuery } from '@/lib/sources/ground/all-sources-contract'
import { listAllSources } from '@/lib/sources/manage/list-all-sources'
import { adminContext, adminMetadata } from '../admin-context'

export const generateMetadata = () => adminMetadata('Sources · Administration')

/** Everybody's sources and their scans, in numbers. */
export default async function SourcesPage() {
  const ctx = await adminContext()
  const first = await listAllSources(ctx, AdminSourcesQuery.parse({}))
  return (
    <AdminScreen at="/admin/sources">
      <QueryProvider>
        <SourceOverview first={first} />
      </QueryProvider>
    </AdminScreen>
  )
}
