import { Readable } from 'node:stream'
import { AuditFilter } from '@/lib/admin/audit-contract'
import { exportAudit } from '@/lib/admin/list-audit'
import { body } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'

export const GET = route(
  {
    summary: 'Gives the audit log as CSV; for administrators.',
    scope: 'session',
    login: true,
    query: AuditFilter,
    replies: [body('text/csv', 'One line for each entry, below a heading.')],
    problems: ['not_found'],
  },
  async ({ ctx, query }) => {
    const lines = Readable.toWeb(Readable.from(await exportAudit(ctx, query))) as ReadableStream
    const headers = {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="audit.csv"',
    }
    return new Response(lines, { headers })
  },
)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
