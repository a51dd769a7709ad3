import type { Metadata } from 'next'
import { AdminScreen } from '@/components/admin/admin-screen'
import { PeopleList } from '@/components/admin/people-list'
import { QueryProvider } from '@/components/ui/query-provider'
import { listPeople } from '@/lib/admin/list-people'
import { PeopleQuery } from '@/lib/admin/people-contract'
import { requireAdmin } from '@/lib/context/actor'
import { adminContext } from '../admin-context'

export const metadata: Metadata = { title: 'People · Administration' }

/** The accounts of the library. */
export default async function PeoplePage() {
  const ctx = await adminContext('/admin/people')
  const first = await listPeople(ctx, PeopleQuery.parse({}))
  return (
    <AdminScreen at="/admin/people">
      <QueryProvider>
        <PeopleList first={first} ownId={requireAdmin(ctx.actor).userId} />
      </QueryProvider>
    </AdminScreen>
  )
}
