import * as z from 'zod'
import { clientAddress } from '@/lib/http/client-address'
import { empty } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { toLock } from '@/lib/shares/link-door'
import { unlockLink } from '@/lib/shares/unlock-link'
import { TokenParam, UnlockLink } from '@/lib/shares/visitor-contract'

export const POST = route(
  {
    summary: 'Takes the password of a share link and unlocks it, and only it, in this browser.',
    scope: 'link',
    door: toLock,
    secret: true,
    params: z.object({ token: TokenParam }),
    body: UnlockLink,
    example: { password: 'for the family' },
    replies: [empty({ 'set-cookie': 'What unlocks it.' })],
  },
  async ({ ctx, params: { token }, body: { password }, request }) => {
    const headers = new Headers()
    const address = clientAddress(request.headers)
    for (const cookie of await unlockLink(ctx, { token, password, address })) headers.append('set-cookie', cookie)
    return new Response(null, { status: 204, headers })
  },
)

export const { GET, PUT, PATCH, DELETE } = notAllowed('POST')
