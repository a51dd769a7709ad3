import * as z from 'zod'
import { notAllowed } from '@/lib/http/not-allowed'
import { parseBody } from '@/lib/http/parse'
import { route } from '@/lib/http/route'
import { ScanAction, SourceId, SourceScan } from '@/lib/sources/contract'
import { steerScan } from '@/lib/sources/steer-scan'

const params = z.object({ id: SourceId })

/** Without a body it starts, as a simple client expects. */
export const POST = route(
  { name: 'POST /sources/{id}/scan', login: true, params, reply: SourceScan, status: 202 },
  async ({ ctx, params: { id }, request }) => {
    const empty = request.body === null || request.headers.get('content-length') === '0'
    const { action } = empty ? ScanAction.parse({}) : await parseBody(ScanAction, request)
    return steerScan(ctx, { sourceId: id, action })
  },
)

export const { GET, PUT, PATCH, DELETE } = notAllowed('POST')
