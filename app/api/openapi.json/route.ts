import { body } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'

/** Made once for each process; all routes are loaded when it is first asked for. */
let text: Promise<string> | undefined

export const GET = route(
  {
    summary: 'Gives the OpenAPI document of this API.',
    scope: 'read',
    replies: [body('application/json', 'OpenAPI 3.1.')],
  },
  async () => {
    text ??= import('../api-document').then(({ apiDocument }) => JSON.stringify(apiDocument()))
    const headers = { 'content-type': 'application/json', 'cache-control': 'public, max-age=300' }
    return new Response(await text, { headers })
  },
)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
