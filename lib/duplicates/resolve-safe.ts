import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { requireUser } from '../context/actor'
import type { Context } from '../context/context'
import { trashNoted } from '../edits/trash-photos'
import { closeNote, openNote } from '../edits/undo-note'
import { ownerInTurn } from '../load/owner-in-turn'
import type { ResolveSafe, ResolveSafeReply } from './contract'
import { decideNow } from './decide-now'
import { isSafe } from './is-safe'
import { regroupNow } from './keep-groups'
import { listDuplicates } from './list-duplicates'
import { lockMembers } from './lock-members'
import { type Mergeable, mergeInto, withholdsAny } from './merge-into'

/** A group that is decided on: the photo that is kept, and those that go. */
interface Decision {
  kept: Mergeable
  others: Mergeable[]
}

/**
 * Follows the proposal in some own groups of a kind where nothing is lost by it, all or nothing; the rest of the list is asked for by `next`.
 * Groups in which a person would lose something, or that changed meanwhile, are left as they are.
 * @throws AppError unauthenticated; invalid for a cursor that is none of this list; conflict where the undo is one already; unavailable when too many decisions wait
 */
export async function resolveSafe(ctx: Context, input: ResolveSafe): Promise<ResolveSafeReply> {
  const { userId } = requireUser(ctx.actor)
  // A dry run changes nothing: it keeps nobody waiting.
  if (input.dryRun) return ctx.db.transaction((tx) => resolvePage({ ...ctx, db: tx }, tx, input))
  return ownerInTurn(userId, () => decideNow(ctx, userId, (inside, tx) => resolvePage(inside, tx, input)))
}

async function resolvePage(ctx: Context, tx: Database, input: ResolveSafe): Promise<ResolveSafeReply> {
  const until = input.until ?? (await timeOf(tx))
  const { kind, limit, cursor } = input
  const page = await listDuplicates(ctx, { kind, limit, cursor }, until)
  const decisions = await decidable(ctx, page.items.filter(isSafe))
  const going = decisions.flatMap(({ others }) => others)
  const undo = input.dryRun ? {} : await decide(ctx, decisions, input.undo)
  return {
    matched: going.length + decisions.length,
    changed: going.length,
    groups: decisions.length,
    left: page.items.length - decisions.length,
    until,
    next: page.next,
    ...undo,
  }
}

async function timeOf(tx: Database): Promise<string> {
  const { rows } = await tx.execute<{ now: string }>(
    sql`select to_char(now() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as now`,
  )
  return rows[0]?.now ?? ''
}

/** Locks the photos; of the groups only those whose photos are all there still, and of which nothing would be withheld. */
async function decidable(
  ctx: Context,
  groups: { photos: { id: string }[]; proposal: { keep: string } }[],
): Promise<Decision[]> {
  const ids = groups.flatMap(({ photos }) => photos.map(({ id }) => id))
  const locked = new Map((await lockMembers(ctx, ids)).map((photo) => [photo.id, photo]))
  const found: Decision[] = []
  for (const { photos, proposal } of groups) {
    const members = photos.flatMap(({ id }) => locked.get(id) ?? [])
    const kept = locked.get(proposal.keep)
    if (!kept || members.length < photos.length) continue
    const others = members.filter((photo) => photo !== kept).sort((a, b) => a.addedAt.getTime() - b.addedAt.getTime())
    if (others.some(({ visibility }) => visibility !== kept.visibility)) continue
    if (!(await withholdsAny(ctx, kept, others))) found.push({ kept, others })
  }
  return found
}

async function decide(ctx: Context, decisions: Decision[], undo?: string): Promise<{ undo?: string }> {
  if (decisions.length === 0) return {}
  const { userId } = requireUser(ctx.actor)
  const tx = ctx.db as Database
  const note = await openNote(tx, userId, undo, 'fields')
  for (const { kept, others } of decisions) await mergeInto(ctx, note, kept, others)
  const going = decisions.flatMap(({ others }) => others.map(({ id }) => id))
  await trashNoted(tx, note, going)
  await regroupNow(tx, userId, [...going, ...decisions.map(({ kept }) => kept.id)])
  return closeNote(tx, note)
}
