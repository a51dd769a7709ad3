import * as z from 'zod'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { ScanPage, SourceId } from '@/lib/sources/ground/contract'
import { listScans } from '@/lib/sources/manage/list-scans'

const params = z.object({ id: SourceId })
const query = z.strictObject({
  limit: z.coerce.number().int().min(1).max(500).default(20),
  cursor: z.string().max(200).optional(),
})

export const GET = route(
  { name: 'GET /sources/{id}/scans', login: true, params, query, reply: ScanPage },
  ({ ctx, params: { id }, query: page }) => listScans(ctx, { sourceId: id, ...page }),
)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
