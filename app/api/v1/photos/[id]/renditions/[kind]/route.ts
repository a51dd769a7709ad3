import * as z from 'zod'
import { fileReply } from '@/lib/http/file-reply'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { PhotoId } from '@/lib/photos/contract'
import { readRendition } from '@/lib/photos/read-rendition'

const Params = z.object({ id: PhotoId, kind: z.enum(['thumb', 'preview']) })
/** The revision in the address only makes a new address for new bytes. */
const Query = z.object({ v: z.string().max(20).optional() })

export const GET = route(
  { name: 'GET /photos/{id}/renditions/{kind}', params: Params, query: Query },
  async ({ ctx, params, request }) => fileReply(request, await readRendition(ctx, params)),
)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
