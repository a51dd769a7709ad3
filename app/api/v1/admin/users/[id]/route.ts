import { DeletionReport } from '@/lib/accounts/contract'
import { changePerson } from '@/lib/admin/change-person'
import { deletePerson } from '@/lib/admin/delete-person'
import { AdminUser, AdminUserChanges, AdminUserDeletion, PersonParams } from '@/lib/admin/people-contract'
import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'

export const PATCH = route(
  {
    summary: 'Changes, disables or enables an account; for administrators.',
    scope: 'session',
    login: true,
    params: PersonParams,
    body: AdminUserChanges,
    example: { role: 'user', quotaBytes: 50_000_000_000 },
    replies: [json(AdminUser)],
  },
  async ({ ctx, params, body }) => await changePerson(ctx, params.id, body),
)

export const DELETE = route(
  {
    summary: 'Deletes an account with all that is in it, and says what went; for administrators.',
    scope: 'session',
    login: true,
    params: PersonParams,
    body: AdminUserDeletion,
    bodyOptional: true,
    example: { username: 'ben' },
    replies: [json(DeletionReport)],
  },
  async ({ ctx, params, body }) => await deletePerson(ctx, params.id, body.username),
)

export const { GET, POST, PUT } = notAllowed('PATCH', 'DELETE')
