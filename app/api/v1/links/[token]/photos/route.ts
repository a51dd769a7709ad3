import * as z from 'zod'
import { ofOwnPicks } from '@/lib/guests/picks'
import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { PhotoPage } from '@/lib/photos/contract'
import { linkContext, throughLink } from '@/lib/shares/link-door'
import { listSharedPhotos } from '@/lib/shares/shared-photos'
import { SharedPhotosQuery, TokenParam } from '@/lib/shares/visitor-contract'

export const GET = route(
  {
    summary: 'Lists the photos of a share link, in the order of its album, selection or filter.',
    scope: 'link',
    searches: true,
    door: throughLink,
    params: z.object({ token: TokenParam }),
    query: SharedPhotosQuery,
    replies: [json(PhotoPage)],
  },
  async ({ ctx, query: { picked, ...page }, request }) => {
    const visitor = linkContext(ctx)
    return listSharedPhotos(picked ? await ofOwnPicks(visitor, request.headers.get('cookie')) : visitor, page)
  },
)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
