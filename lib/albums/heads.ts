import { owns } from '../access/owners'
import type { Actor } from '../context/actor'
import type { Context } from '../context/context'
import { within } from '../load/dear'
import { shareAmongVisitors } from '../load/share-work'
import { conditionCount } from '../search/language/terms'
import { isPlain } from '../search/query/lane'
import { type AlbumHead, filterOf, type Listed, unitHeads } from './head-rows'

/** The head of an album whose count took too long. */
export const UNKNOWN: AlbumHead = { count: null, from: null, to: null, cover: null }

/**
 * Whose albums took too long for a list: they are left alone for a while, so that not every reader pays for them again. Twice as long each
 * time that follows soon, for the first time it may have been the machine that was slow.
 */
const REST_MS = { first: 2_000, longest: 60_000, forgotten: 600_000 }
const rests = new Map<string, { until: number; ms: number }>()

/** Albums asked about in one statement. */
interface Unit {
  albums: Listed[]
  ms: number
  /** Whether it may be dear, and is asked where it holds up nobody else. */
  dear: boolean
}

/** Conditions of smart albums in one statement: making it costs the web process time that others wait for. */
const MOST_CONDITIONS = 100
/** Others' smart albums that one list asks about. */
const MOST_OF_OTHERS = 100
/** Whoever has more in a list is asked about alone. */
const FEW = 10
/** Statements for one list, whatever filters are stored. */
const MOST_STATEMENTS = 30
/** What one list may cost, and a statement for several people or for one of them. */
const LIST_MS = 900
const SHARED_MS = 200
const ONE_OWNER_MS = 100
/** What one person's albums may cost a list of others. */
const OWNER_IN_ALL_MS = 300
/** One's own albums, and an album that is looked at by itself. */
const PATIENT_MS = 2_000

/**
 * Heads of albums as the actor may see them. Others' albums may hold filters that are dear: they are asked for with a short limit, first
 * together, then person by person, so that one person's leave nobody else's without their count, and never longer than a list may take.
 * @param listed must have passed `visibleAlbumsTo(actor)`
 * @param shared those in which the actor and others take part: they hold what is shared with the actor
 */
export function albumHeads(ctx: Context, listed: Listed[], shared: Set<string>): Promise<Map<string, AlbumHead>> {
  const key = listed.map(({ album, owner }) => [album.id, album.filter, album.coverPhotoId, owner.username])
  return shareAmongVisitors(ctx, `heads ${JSON.stringify(key)}`, () => findHeads(ctx, listed, shared))
}

async function findHeads(ctx: Context, listed: Listed[], shared: Set<string>): Promise<Map<string, AlbumHead>> {
  const heads = new Map<string, AlbumHead>()
  const slow = new Set<string>()
  const spent = new Map<string, number>()
  const until = performance.now() + (listed.length === 1 ? PATIENT_MS : LIST_MS)
  const queue = unitsOf(ctx.actor, listed)
  for (let statements = 0; queue.length > 0 && statements < MOST_STATEMENTS; ) {
    const unit = queue.shift() as Unit
    const owners = ownersOf(unit.albums)
    const ms = unit.ms === PATIENT_MS ? PATIENT_MS : Math.min(unit.ms, until - performance.now())
    if (ms <= 1 || owners.every((id) => slow.has(id))) continue
    statements += 1
    const started = performance.now()
    const found = await within((unit.dear && ctx.dear) || ctx.db, ms, (tx) =>
      unitHeads(tx, ctx.actor, unit.albums, shared),
    )
    const [owner] = owners.length === 1 && unit.ms !== PATIENT_MS ? owners : []
    if (owner !== undefined) {
      spent.set(owner, (spent.get(owner) ?? 0) + performance.now() - started)
      if (!found || (spent.get(owner) ?? 0) > OWNER_IN_ALL_MS) slow.add(rest(owner))
    }
    if (found) for (const [id, head] of found) heads.set(id, head)
    else if (owners.length === 1) slow.add(owners[0] as string)
    else queue.push(...byOwner(unit.albums).map((albums) => ({ ...unit, albums, ms: ONE_OWNER_MS })))
  }
  return heads
}

function unitsOf(actor: Actor, listed: Listed[]): Unit[] {
  const isMine = ({ album }: Listed) => owns(actor, album.ownerId)
  return [true, false].flatMap((mine) => {
    const these = listed.filter((one) => isMine(one) === mine)
    const ms = mine || listed.length === 1 ? PATIENT_MS : SHARED_MS
    const byHand = these.filter(({ album }) => album.filter === null)
    const smart = these.filter(({ album }) => album.filter !== null)
    // As pages of photos are: nobody waits for one's own behind the dear ones of others.
    const plain = mine ? smart.filter(isPlainOne) : []
    const asked = byOwner(
      mine
        ? smart.filter((one) => !isPlainOne(one))
        : smart.filter(({ album }) => !isResting(album.ownerId)).slice(0, MOST_OF_OTHERS),
    )
    const few = asked.filter((some) => some.length <= FEW).flat()
    const many = asked.filter((some) => some.length > FEW)
    const units = (these: Listed[][], dear: boolean) =>
      these.filter((albums) => albums.length > 0).map((albums) => ({ albums, ms, dear }))
    return [...units([byHand, ...chunks(plain)], false), ...units([...chunks(few), ...many.flatMap(chunks)], true)]
  })
}

function isPlainOne(one: Listed): boolean {
  return isPlain(filterOf(one))
}

function isResting(ownerId: string): boolean {
  return (rests.get(ownerId)?.until ?? 0) > Date.now()
}

function rest(ownerId: string): string {
  const now = Date.now()
  const last = rests.get(ownerId)
  const again = last !== undefined && now < last.until + REST_MS.forgotten
  const ms = again ? Math.min(last.ms * 2, REST_MS.longest) : REST_MS.first
  rests.set(ownerId, { until: now + ms, ms })
  return ownerId
}

function chunks(listed: Listed[]): Listed[][] {
  const made: Listed[][] = []
  let conditions = Number.POSITIVE_INFINITY
  for (const one of listed) {
    const more = conditionCount(filterOf(one).terms)
    if (conditions + more > MOST_CONDITIONS) {
      made.push([])
      conditions = 0
    }
    made.at(-1)?.push(one)
    conditions += more
  }
  return made
}

function ownersOf(listed: Listed[]): string[] {
  return [...new Set(listed.map(({ album }) => album.ownerId))]
}

/** Person by person, those with the fewest albums first. */
function byOwner(listed: Listed[]): Listed[][] {
  return ownersOf(listed)
    .map((id) => listed.filter(({ album }) => album.ownerId === id))
    .sort((a, b) => a.length - b.length)
}
