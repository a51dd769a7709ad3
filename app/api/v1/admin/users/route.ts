import { addPerson } from '@/lib/admin/add-person'
import { listPeople } from '@/lib/admin/list-people'
import { AdminUser, AdminUserMaking, AdminUserPage, PeopleQuery } from '@/lib/admin/people-contract'
import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'

export const GET = route(
  {
    summary: 'Lists the accounts of the library with what they keep; for administrators.',
    scope: 'session',
    login: true,
    query: PeopleQuery,
    replies: [json(AdminUserPage)],
    problems: ['not_found'],
  },
  async ({ ctx, query }) => await listPeople(ctx, query),
)

export const POST = route(
  {
    summary: 'Makes an account with a first password; for administrators.',
    scope: 'session',
    login: true,
    body: AdminUserMaking,
    example: { email: 'ben@example.org', username: 'ben', password: 'long enough words', quotaBytes: null },
    replies: [json(AdminUser, 201)],
    problems: ['not_found'],
  },
  async ({ ctx, body }) => await addPerson(ctx, body),
)

export const { PUT, PATCH, DELETE } = notAllowed('GET', 'POST')
