import { cache } from 'react'
import { ANONYMOUS } from '@/lib/context/actor'
import { pageContext } from '@/lib/http/page'
import type { Photo } from '@/lib/photos/contract'
import { type Filter, filterOf } from '@/lib/search/language/filter'
import { listPhotos } from '@/lib/search/query/page'

/** Somebody as strangers know them. */
export interface PublicPerson {
  username: string
  name: string
  count: number
  newest: Photo
}

/** The username when a filter is a person's page: nothing but the owner, or the owner's public photos. */
export function personOf({ terms }: Filter): string | null {
  let username: string | null = null
  for (const term of terms) {
    if (!('is' in term)) return null
    if (term.is === 'owner' && term.value !== 'me') username = term.value
    else if (!(term.is === 'visibility' && term.value === 'public')) return null
  }
  return username
}

/** What everybody may see of a person, whoever asks; null for who shows nothing and for who is not there. */
export const findPublicPerson = cache(async (username: string): Promise<PublicPerson | null> => {
  const ctx = { ...(await pageContext()), actor: ANONYMOUS }
  const filter = filterOf({ owner: username, visibility: 'public' })
  const { items, total } = await listPhotos(ctx, { filter, limit: 1, count: true })
  const newest = items[0]
  return newest ? { username, name: newest.owner.name, count: total ?? 0, newest } : null
})
