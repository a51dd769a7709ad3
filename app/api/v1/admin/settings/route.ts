import { changeSettings, getSettings } from '@/lib/admin/settings'
import { AdminSettings, AdminSettingsChanges } from '@/lib/admin/settings-contract'
import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'

export const GET = route(
  {
    summary: 'Gives the settings of the library; for administrators.',
    scope: 'session',
    login: true,
    replies: [json(AdminSettings)],
    problems: ['not_found'],
  },
  async ({ ctx }) => await getSettings(ctx),
)

export const PATCH = route(
  {
    summary: 'Changes the settings of the library; for administrators.',
    scope: 'session',
    login: true,
    body: AdminSettingsChanges,
    example: { signup: 'invite' },
    replies: [json(AdminSettings)],
    problems: ['not_found', 'conflict'],
  },
  async ({ ctx, body }) => await changeSettings(ctx, body),
)

export const { POST, PUT, DELETE } = notAllowed('GET', 'PATCH')
