import type { AlbumRow } from '@/db/schema/albums'
import { AppError } from '../../errors/app-error'
import { parametersOf } from '../../parameters-of'
import { type Filter, parseFilter, toQuery } from '../language/filter'
import { conditionCount, mentions, type Term, withoutLikeness } from '../language/terms'
import type { ConditionKey } from '../language/vocabulary'

/** Whoever looks at a public album asks its filter. */
const MOST_CONDITIONS = 30

type Saved = NonNullable<AlbumRow['filter']>

/**
 * Checks a filter that is to be saved and gives its canonical form.
 * @param given the gallery's URL parameters
 * @throws AppError invalid listing every mistake
 */
export function parseSavedFilter(given: Saved): Saved {
  const filter = parseFilter(toSearch(given))
  if (mentions(filter.terms, 'trash'))
    throw new AppError('invalid', 'filter: an album cannot hold the trash; leave out trash')
  const conditions = conditionCount(filter.terms)
  if (conditions > MOST_CONDITIONS) {
    const message = `has ${conditions} conditions; at most ${MOST_CONDITIONS} can be saved`
    throw new AppError('invalid', `filter: ${message}`, { errors: [{ path: 'filter', message }] })
  }
  return parametersOf(toQuery(filter))
}

/**
 * The filter that says what is in an album: its saved one for its owner's photos, or membership. A saved filter means for everybody what it
 * means for its owner: "me" is the owner, and sources, folders, file names and own photos are compared.
 */
export function albumFilter(album: Pick<AlbumRow, 'id' | 'filter' | 'ownerId'>, ownerUsername: string): Filter {
  if (album.filter === null) return { terms: [{ is: 'album', value: album.id }], sort: 'taken', order: 'desc' }
  const saved = parseFilter(toSearch(album.filter))
  const owner: Term = { is: 'owner', value: ownerUsername }
  const terms = saved.terms.map((term) => asOwner(term, album.ownerId, ownerUsername))
  const isOwner = (term: Term) => 'is' in term && term.is === 'owner' && term.value === ownerUsername
  // By likeness others would learn more of a photo that they never see than that it is there.
  return { ...withoutLikeness(saved), terms: [owner, ...terms.filter((term) => !isOwner(term))] }
}

const PRIVATE_KEYS: ConditionKey[] = ['album', 'source', 'folder', 'similar']

function asOwner(term: Term, by: string, username: string): Term {
  const inner = (one: Term) => asOwner(one, by, username)
  if ('not' in term) return { not: inner(term.not) }
  if ('any' in term) return { any: term.any.map(inner) }
  if ('all' in term) return { all: term.all.map(inner) }
  if ('word' in term) return { ...term, by }
  if (term.is === 'owner' && term.value === 'me') return { is: 'owner', value: username }
  return PRIVATE_KEYS.includes(term.is) ? { ...term, by } : term
}

function toSearch(given: Saved): URLSearchParams {
  const pairs = Object.entries(given).flatMap(([key, value]) =>
    [value].flat().map((text): [string, string] => [key, text]),
  )
  return new URLSearchParams(pairs)
}
