import * as z from 'zod'
import { AppError } from '@/lib/errors/app-error'
import { type PublicFeed, publicFeed } from '@/lib/feeds/public-feed'
import { body } from '@/lib/http/definition'
import { route } from '@/lib/http/route'
import { siteUrl } from './site-url'

const Query = z.strictObject({
  owner: z
    .string()
    .regex(/^[a-z0-9-]{3,30}$/, 'is not a username')
    .optional()
    .describe('Username; only this person’s photos.'),
})

/** The handler of a feed at `path` in one notation. */
export function feedRoute(path: string, type: string, write: (feed: PublicFeed) => string) {
  return route(
    {
      summary: 'Lists the newest public photos as a feed.',
      scope: 'read',
      searches: true,
      query: Query,
      problems: ['not_found'],
      replies: [body(type, 'The feed.')],
    },
    async ({ ctx, query }) => {
      const feed = await publicFeed(ctx, await requireSite(), path, query.owner)
      return new Response(write(feed), { headers: { 'content-type': type, 'cache-control': 'no-cache' } })
    },
  )
}

/** The address links begin with. @throws AppError invalid when neither APP_URL nor the Host header tells it */
export async function requireSite(): Promise<URL> {
  const site = await siteUrl()
  if (!site) throw new AppError('invalid', 'Host: names no host; set APP_URL or send a valid Host header.')
  return site
}
