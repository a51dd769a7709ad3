import { findVisibleAlbum } from '@/lib/albums/find'
import type { Context } from '@/lib/context/context'
import { AppError } from '@/lib/errors/app-error'
import type { Filter, Term } from '@/lib/search/language/filter'
import { findOwnSource } from '@/lib/sources/ground/find-source'
import { findPublicPerson } from './gallery/public-person'

/** More things of one filter are not called by their names. */
const MOST_NAMED = 10

type Named = [value: string, name: string | null]

/**
 * What albums, sources and people in a filter are called, by id and username, as far as whoever asks may know: albums they see, sources of their
 * own, people with public photos.
 */
export async function thingNames(ctx: Context, { terms }: Filter): Promise<Record<string, string>> {
  const things = conditionsOf(terms).slice(0, MOST_NAMED)
  const named = await Promise.all(
    things.map(async ([key, value]): Promise<Named> => [value, await nameOf(ctx, key, value)]),
  )
  return Object.fromEntries(named.filter((entry): entry is [string, string] => entry[1] !== null))
}

function conditionsOf(terms: readonly Term[]): [key: string, value: string][] {
  const found = terms.flatMap((term): [string, string][] => {
    if ('is' in term) return [[term.is, term.value]]
    if ('not' in term) return conditionsOf([term.not])
    if ('any' in term) return conditionsOf(term.any)
    return 'all' in term ? conditionsOf(term.all) : []
  })
  return found.filter(([key, value]) => key === 'album' || key === 'source' || (key === 'owner' && value !== 'me'))
}

async function nameOf(ctx: Context, key: string, value: string): Promise<string | null> {
  try {
    if (key === 'album') return (await findVisibleAlbum(ctx, value)).title
    if (key === 'source') return (await findOwnSource(ctx, value)).name
    return (await findPublicPerson(value))?.name ?? null
  } catch (error) {
    if (error instanceof AppError && ['not_found', 'unauthenticated'].includes(error.code)) return null
    throw error
  }
}
