import { AdminScreen } from '@/components/admin/admin-screen'
import { InvitationSection } from '@/components/admin/invitation-section'
import { PeopleList } from '@/components/admin/people-list'
import { QueryProvider } from '@/components/ui/query-provider'
import { listInvitations } from '@/lib/admin/invitations'
import { listPeople } from '@/lib/admin/list-people'
import { PeopleQuery } from '@/lib/admin/people-contract'
import { passwordLogin } from '@/lib/auth/ways-in'
import { requireAdmin } from '@/lib/context/actor'
import { mailIsOn } from '@/lib/mail/send-mail'
import { adminContext, adminMetadata } from '../admin-context'

export const generateMetadata = () => adminMetadata('People · Administration')

/** The accounts of the library. */
export default async function PeoplePage() {
  const ctx = await adminContext()
  const first = await listPeople(ctx, PeopleQuery.parse({}))
  const invitations = { items: await listInvitations(ctx), next: null }
  return (
    <AdminScreen at="/admin/people">
      <QueryProvider>
        <InvitationSection first={invitations} mail={mailIsOn()} />
        <PeopleList first={first} ownId={requireAdmin(ctx.actor).userId} passwords={passwordLogin()} />
      </QueryProvider>
    </AdminScreen>
  )
}
