import * as z from 'zod'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { ScanAction, SourceId, SourceScan } from '@/lib/sources/ground/contract'
import { steerScan } from '@/lib/sources/manage/steer-scan'

const params = z.object({ id: SourceId })

/** Without a body it starts, as a simple client expects. */
export const POST = route(
  {
    name: 'POST /sources/{id}/scan',
    login: true,
    params,
    body: ScanAction,
    bodyOptional: true,
    reply: SourceScan,
    status: 202,
  },
  async ({ ctx, params: { id }, body: { action } }) => steerScan(ctx, { sourceId: id, action }),
)

export const { GET, PUT, PATCH, DELETE } = notAllowed('POST')
