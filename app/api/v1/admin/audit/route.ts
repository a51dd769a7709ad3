import { AuditPage, AuditQuery } from '@/lib/admin/audit-contract'
import { listAudit } from '@/lib/admin/list-audit'
import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'

export const GET = route(
  {
    summary: 'Lists what was done to accounts and to the library, latest first; for administrators.',
    scope: 'session',
    login: true,
    query: AuditQuery,
    replies: [json(AuditPage)],
    problems: ['not_found'],
  },
  async ({ ctx, query }) => await listAudit(ctx, query),
)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
