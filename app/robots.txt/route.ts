import { body } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { requireSite } from '../feed-route'

/** Everything a stranger may see may be found; the API and the screens of those who are logged in are of no use to robots. */
export const GET = route(
  { summary: 'Tells robots where to look.', scope: 'read', replies: [body('text/plain', 'The rules.')] },
  async () => {
    const lines = [
      'User-agent: *',
      'Allow: /api/v1/photos/*/renditions/',
      ...['/api/', '/login', '/signup', '/settings', '/upload', '/trash', '/duplicates'].map(
        (path) => `Disallow: ${path}`,
      ),
      `Sitemap: ${new URL('/sitemap.xml', await requireSite()).href}`,
    ]
    return new Response(`${lines.join('\n')}\n`, { headers: { 'content-type': 'text/plain; charset=utf-8' } })
  },
)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
