import { SHARE_FIELD, SHARE_PATH, SHARED_CACHE, SHARED_NAME, SHARED_TIME } from '@/components/upload/shared-cache'
import { body } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'

/** Takes what a share sheet sends, before it would go to the server: nobody has said yet who may see it. It does nothing else, and keeps no page. */
const SCRIPT = `
addEventListener('install', () => skipWaiting())
addEventListener('fetch', (event) => {
  const { method, url } = event.request
  if (method === 'POST' && new URL(url).pathname === '${SHARE_PATH}') event.respondWith(take(event.request))
})
async function take(request) {
  try {
    const form = await request.formData()
    const files = form.getAll('${SHARE_FIELD}').filter((part) => part instanceof File && part.size > 0)
    const cache = await caches.open('${SHARED_CACHE}')
    const first = Date.now()
    for (const [n, file] of files.entries()) {
      const headers = {
        'content-type': file.type || 'application/octet-stream',
        '${SHARED_NAME}': encodeURIComponent(file.name),
        '${SHARED_TIME}': String(file.lastModified),
      }
      await cache.put('${SHARE_PATH}/' + first + '-' + String(n).padStart(4, '0'), new Response(file, { headers }))
    }
    return Response.redirect('/upload', 303)
  } catch (error) {
    console.error(error)
    return Response.redirect('/upload?share=failed', 303)
  }
}
`

export const GET = route(
  {
    summary: 'Gives the script that takes files from a phone’s share sheet.',
    scope: 'read',
    replies: [body('text/javascript', 'The script.')],
  },
  async () =>
    new Response(SCRIPT, {
      headers: {
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': 'public, max-age=3600',
        'service-worker-allowed': SHARE_PATH,
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      },
    }),
)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
