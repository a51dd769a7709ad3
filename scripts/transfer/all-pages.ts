import type * as z from 'zod'
import type { ApiClient } from './api-client'

const PAGE = 500

/** All items of a list, page by page. @param path with its own parameters */
export async function* allPages<Item>(
  client: ApiClient,
  schema: z.ZodType<{ items: Item[]; next: string | null }>,
  path: string,
): AsyncGenerator<Item> {
  let cursor: string | null = null
  do {
    const query = `${path.includes('?') ? '&' : '?'}limit=${PAGE}${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`
    const page: { items: Item[]; next: string | null } = await client.call(schema, 'GET', path + query)
    yield* page.items
    cursor = page.next
  } while (cursor !== null)
}
