import * as z from 'zod'
import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { SourceId } from '@/lib/sources/ground/contract'
import { ScanPage } from '@/lib/sources/ground/scan-contract'
import { listScans } from '@/lib/sources/manage/list-scans'

const params = z.object({ id: SourceId.describe('The id in the path.') })
const query = z.strictObject({
  limit: z.coerce.number().int().min(1).max(500).default(20).describe('The most items of a page.'),
  cursor: z.string().max(200).optional().describe('next of the page before; left out for the first.'),
})

export const GET = route(
  {
    summary: 'Lists the scans of a source, newest first.',
    scope: 'read',
    login: true,
    params,
    query,
    replies: [json(ScanPage)],
  },
  ({ ctx, params: { id }, query: page }) => listScans(ctx, { sourceId: id, ...page }),
)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
