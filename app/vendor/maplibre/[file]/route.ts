import { readFile } from 'node:fs/promises'
import path from 'node:path'
import * as z from 'zod'
import { body } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'

/** The files MapLibre's worker consists of; it loads them by address, so they cannot be part of the bundle. */
const params = z.object({
  file: z.enum(['maplibre-gl-worker.mjs', 'maplibre-gl-shared.mjs']).describe('Name of the script.'),
})

export const GET = route(
  { summary: 'Gives a script of the map.', scope: 'read', params, replies: [body('text/javascript', 'The script.')] },
  async ({ params: { file } }) => {
    const script = await readFile(path.join(process.cwd(), 'node_modules/maplibre-gl/dist', file))
    const headers = {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=86400',
      'content-security-policy': "default-src 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'",
    }
    return new Response(script, { headers })
  },
)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
