import { sitemap } from '@/lib/feeds/sitemap'
import { body } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { requireSite } from '../feed-route'

export const GET = route(
  {
    summary: 'Lists public pages for search engines.',
    scope: 'read',
    searches: true,
    replies: [body('application/xml', 'The sitemap.')],
  },
  async ({ ctx }) => {
    const text = await sitemap(ctx, await requireSite())
    return new Response(text, {
      headers: { 'content-type': 'application/xml; charset=utf-8', 'cache-control': 'no-cache' },
    })
  },
)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
