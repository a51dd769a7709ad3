import { and, eq, ne, or, type SQL, sql } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'
import type { Through } from '../../access/shared-photos'
import { type Rows, type VisibleBranch, visibleBranches } from '../../access/visible-photos'
import { type Actor, personOf, requireUser } from '../../context/actor'
import type { Context } from '../../context/context'
import { EVERYTHING, type Filter, mentions, plainTerms, type Term } from '../language/terms'
import type { ConditionKey } from '../language/vocabulary'
import { conditionSql, isTheirs, type ReadFor, wordSql } from './conditions'
import { type Names, resolveNames } from './names'

/**
 * The photos of a filter that an actor may see, as disjoint branches. In each, `visibleTo` of that branch is one operand of an
 * `and` and the whole filter, in parentheses, another: nothing in the filter can widen it. Branches that cannot hold anything
 * (others' private photos) are left out; there may be none.
 * @param through the albums whose shared photos it may hold; left out: those that the filter itself asks for
 */
export function filterBranches(
  filter: Filter,
  actor: Actor,
  names?: Names,
  through: Through | undefined = throughAlbums(filter),
): VisibleBranch[] {
  return visibleBranches(actor, through)
    .filter(({ rows }) => possible(filter, actor, rows))
    .map(({ rows, where, knowsPlace }) => {
      const terms = termsSql(filter, { actor, rows, names, knowsPlace })
      return { rows, where: and(sql`(${where})`, sql`(${terms})`) as SQL, knowsPlace }
    })
}

/**
 * The albums that all of a filter's photos are in: only there does what is shared with somebody stand in a list of theirs. An album that is
 * negated, an alternative, or comes from a smart album's filter is none.
 */
export function throughAlbums({ terms }: Filter): SQL | undefined {
  const ids = terms.flatMap((term) =>
    'is' in term && term.is === 'album' && term.by === undefined ? [sql`${term.value}::uuid`] : [],
  )
  return ids.length === 0 ? undefined : sql.join(ids, sql`, `)
}

/** Everything, the archive too: what stands in an album stands there in either case. */
export const WITH_ARCHIVE: Filter = {
  ...EVERYTHING,
  terms: [
    {
      any: [
        { is: 'archived', value: 'true' },
        { is: 'archived', value: 'false' },
      ],
    },
  ],
}

/** The same for lists and counts that deserve the best plan: the names in the filter are looked up first. */
export async function resolvedBranches(ctx: Pick<Context, 'db' | 'actor'>, filter: Filter): Promise<VisibleBranch[]> {
  return filterBranches(filter, ctx.actor, await resolveNames(ctx, filter))
}

/** A filter as one predicate on `photos`, `visibleTo(actor)` included. */
export function whereFilter(filter: Filter, actor: Actor, through?: Through): SQL {
  const branches = filterBranches(filter, actor, undefined, through)
  return branches.length === 0 ? sql`false` : (or(...branches.map((branch) => sql`(${branch.where})`)) as SQL)
}

/**
 * The actor's own photos of a filter, for changes to many at once.
 * @throws AppError unauthenticated
 */
export function selectOwn(filter: Filter, actor: Actor): SQL {
  const { userId } = requireUser(actor)
  const own = filterBranches(filter, actor).find((branch) => branch.rows === 'own')
  return own ? (and(eq(photos.ownerId, userId), own.where) as SQL) : sql`false`
}

/** Filters on what others' photos never are (private, unfinished, in the trash, mine) need not look at them. */
function possible(filter: Filter, actor: Actor, rows: Rows): boolean {
  if (rows === 'all') return true
  const plain = new Map(
    plainTerms(filter.terms)
      .filter(({ by }) => by === undefined)
      .map((term) => [term.is, term.value]),
  )
  const owner = plain.get('owner')
  const asksForMe = owner === 'me' || (owner !== undefined && owner === personOf(actor)?.username)
  if (rows === 'own') return owner === undefined || asksForMe
  const neverOthers =
    plain.get('visibility') === (rows === 'shared' ? 'public' : 'private') ||
    plain.get('trash') === 'true' ||
    plain.has('source') ||
    plain.has('folder') ||
    (plain.get('status') ?? 'ready') !== 'ready'
  return !asksForMe && !neverOthers
}

function termsSql(filter: Filter, scope: ReadFor): SQL {
  const defaults: SQL[] = []
  if (!isTheirs(scope.rows)) {
    if (!mentions(filter.terms, 'trash')) defaults.push(sql`${photos.deletedAt} is null`)
    if (!mentions(filter.terms, 'status')) defaults.push(ne(photos.status, 'uploading'))
  }
  if (leavesOutArchive(filter, scope)) defaults.push(sql`not ${photos.archived}`)
  const terms = filter.terms.map((term) => termSql(term, scope))
  return and(...defaults, ...terms) ?? sql`true`
}

/** What holds photos whether or not they were put aside. */
const CONTAINERS: ConditionKey[] = ['album', 'source', 'folder']

/** The archive is asked for, or is part of what is: an album, a folder. What a share link opens, its owner has chosen. */
function leavesOutArchive({ terms }: Filter, { actor }: ReadFor): boolean {
  return actor.kind !== 'link' && !mentions(terms, 'archived') && !within(terms)
}

function within(terms: Term[]): boolean {
  return terms.some((term) => ('is' in term ? CONTAINERS.includes(term.is) : 'all' in term && within(term.all)))
}

/** Always in parentheses of its own. */
function termSql(term: Term, scope: ReadFor): SQL {
  if ('is' in term) return conditionSql(term, scope)
  if ('word' in term) return wordSql(term, scope)
  if ('not' in term) return sql`(${termSql(term.not, scope)} is not true)`
  const [parts, joint] = 'any' in term ? [term.any, sql` or `] : [term.all, sql` and `]
  return sql`(${sql.join(
    parts.map((part) => termSql(part, scope)),
    joint,
  )})`
}
