import { clientAddress } from '@/lib/http/client-address'
import { empty } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { KeysToLink } from '@/lib/identities/contract'
import { linkKeys } from '@/lib/identities/link-keys'

export const POST = route(
  {
    summary: 'Links an access key of the bucket whose keys let people in.',
    scope: 'session',
    login: true,
    secret: true,
    body: KeysToLink,
    example: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret', currentPassword: 'long enough words' },
    replies: [empty()],
  },
  async ({ ctx, body, request }) => {
    await linkKeys(ctx, body, clientAddress(request.headers))
    return new Response(null, { status: 204 })
  },
)

export const { GET, PUT, PATCH, DELETE } = notAllowed('POST')
