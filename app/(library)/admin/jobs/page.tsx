import { AdminScreen } from '@/components/admin/admin-screen'
import { JobList } from '@/components/admin/job-list'
import { QueryProvider } from '@/components/ui/query-provider'
import { listJobs } from '@/lib/admin/jobs'
import { JobsQuery } from '@/lib/admin/jobs-contract'
import { adminContext, adminMetadata } from '../admin-context'

export const generateMetadata = () => adminMetadata('Jobs · Administration')

/** The queue. */
export default async function JobsPage() {
  const ctx = await adminContext()
  const first = await listJobs(ctx, JobsQuery.parse({ state: 'failed' }))
  return (
    <AdminScreen at="/admin/jobs">
      <QueryProvider>
        <JobList first={first} />
      </QueryProvider>
    </AdminScreen>
  )
}
