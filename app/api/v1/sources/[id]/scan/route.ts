import * as z from 'zod'
import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { SourceId } from '@/lib/sources/ground/contract'
import { ScanAction, SourceScan } from '@/lib/sources/ground/scan-contract'
import { steerScan } from '@/lib/sources/manage/steer-scan'

const params = z.object({ id: SourceId.describe('The id in the path.') })

/** Without a body it starts, as a simple client expects. */
export const POST = route(
  {
    summary: 'Starts, pauses, resumes or stops a scan.',
    scope: 'write',
    login: true,
    params,
    body: ScanAction,
    example: { action: 'start' },
    bodyOptional: true,
    replies: [json(SourceScan, 202)],
  },
  async ({ ctx, params: { id }, body }) => steerScan(ctx, { sourceId: id, ...body }),
)

export const { GET, PUT, PATCH, DELETE } = notAllowed('POST')
