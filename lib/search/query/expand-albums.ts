import { and, eq, inArray, isNotNull } from 'drizzle-orm'
import { albums } from '@/db/schema/albums'
import { users } from '@/db/schema/users'
import { visibleAlbumsTo } from '../../access/visible-albums'
import type { Context } from '../../context/context'
import type { Filter, Term } from '../language/terms'
import { albumFilter } from './saved-filter'

/**
 * A filter with each smart album in it replaced by that album's own conditions. Whoever may not know the album, and a smart
 * album named inside another's filter, finds nothing.
 */
export async function expandAlbums(ctx: Pick<Context, 'db' | 'actor'>, filter: Filter): Promise<Filter> {
  const ids = [...new Set(albumIds(filter.terms))]
  if (ids.length === 0) return filter
  const rows = await ctx.db
    .select({ id: albums.id, filter: albums.filter, ownerId: albums.ownerId, username: users.username })
    .from(albums)
    .innerJoin(users, eq(users.id, albums.ownerId))
    .where(and(inArray(albums.id, ids), isNotNull(albums.filter), visibleAlbumsTo(ctx.actor)))
  if (rows.length === 0) return filter
  const smart = new Map(rows.map((row): [string, Term] => [row.id, { all: albumFilter(row, row.username).terms }]))
  return { ...filter, terms: filter.terms.map((term) => replaced(term, smart)) }
}

function albumIds(terms: Term[]): string[] {
  return terms.flatMap((term) => {
    if ('is' in term) return term.is === 'album' ? [term.value] : []
    if ('not' in term) return albumIds([term.not])
    if ('any' in term) return albumIds(term.any)
    return 'all' in term ? albumIds(term.all) : []
  })
}

function replaced(term: Term, smart: Map<string, Term>): Term {
  if ('is' in term) return (term.is === 'album' && smart.get(term.value)) || term
  if ('not' in term) return { not: replaced(term.not, smart) }
  if ('any' in term) return { any: term.any.map((part) => replaced(part, smart)) }
  if ('all' in term) return { all: term.all.map((part) => replaced(part, smart)) }
  return term
}
