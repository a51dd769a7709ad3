import type { Metadata } from 'next'
import { AdminScreen } from '@/components/admin/admin-screen'
import { SourceOverview } from '@/components/admin/source-overview'
import { QueryProvider } from '@/components/ui/query-provider'
import { AdminSourcesQuery } from '@/lib/sources/ground/all-sources-contract'
import { listAllSources } from '@/lib/sources/manage/list-all-sources'
import { adminContext } from '../admin-context'

export const metadata: Metadata = { title: 'Sources · Administration' }

/** Everybody's sources and their scans, in numbers. */
export default async function SourcesPage() {
  const ctx = await adminContext('/admin/sources')
  const first = await listAllSources(ctx, AdminSourcesQuery.parse({}))
  return (
    <AdminScreen at="/admin/sources">
      <QueryProvider>
        <SourceOverview first={first} />
      </QueryProvider>
    </AdminScreen>
  )
}
