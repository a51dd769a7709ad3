import type { Database } from '@/db/client'
import { requireUser } from '../context/actor'
import type { Context } from '../context/context'
import { trashNoted } from '../edits/trash-photos'
import { closeNote, openNote, type UndoNote } from '../edits/undo-note'
import { AppError, notFound } from '../errors/app-error'
import { ownerInTurn } from '../load/owner-in-turn'
import type { ResolveDuplicates, ResolveReply } from './contract'
import { decideApart } from './decide-apart'
import { decideNow } from './decide-now'
import { findOwnGroup } from './find-group'
import { keepAll, regroupNow } from './keep-groups'
import { lockMembers } from './lock-members'
import { type Mergeable, mergeInto } from './merge-into'

type Item = ResolveReply['items'][number]

/**
 * Decides on an own group, all or nothing: what is not kept goes to the trash and gives what it had to what is kept; or what is kept is a
 * duplicate of nothing in the group, for good. Files of sources stay where they are.
 * @throws AppError unauthenticated; not_found for a group that is not there or not one's own; unprocessable for photos that are not in it;
 *   conflict where it has others than those that were shown, or the undo is one already; unavailable when too many decisions wait
 */
export async function resolveDuplicates(ctx: Context, input: Decision): Promise<ResolveReply> {
  const { userId } = requireUser(ctx.actor)
  return ownerInTurn(userId, () => resolveSoon(ctx, userId, input))
}

type Decision = ResolveDuplicates & { groupId: string }

async function resolveSoon(ctx: Context, userId: string, input: Decision): Promise<ResolveReply> {
  try {
    return await resolveNow(ctx, userId, input)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not_found') throw error
    // Its photos may have come, or been taken back from the trash, a moment ago, and the job may not have run yet.
    await keepAll(ctx.db as Database, userId)
    return resolveNow(ctx, userId, input)
  }
}

function resolveNow(ctx: Context, userId: string, input: Decision): Promise<ResolveReply> {
  return decideNow(ctx, userId, async (inside, tx) => {
    const members = await lockMembers(inside, await findOwnGroup(inside, input.groupId))
    if (members.length < 2) throw notFound()
    const kept = chosen(members, input)
    const note = await openNote(tx, userId, input.undo, 'fields')
    const decided = input.action === 'trash' ? await trashOthers(inside, note, members, kept) : undefined
    const apart = await decideApart(tx, note, input.groupId, kept, comparedBy(input, members, kept))
    const ids = members.map(({ id }) => id)
    await regroupNow(tx, userId, ids)
    const items = decided ?? ids.map((id) => item(id, kept.has(id) ? 'kept' : 'unchanged'))
    const changed = decided ? decided.filter(isChanged).length : apart
    return { matched: members.length, changed, ...(await closeNote(tx, note)), items }
  })
}

/** Several that stay when others go were looked at side by side: they are not asked about again. Else it is the whole group. */
function comparedBy({ action }: ResolveDuplicates, members: Mergeable[], kept: Set<string>): string[] | undefined {
  if (action === 'not_duplicates') return undefined
  return kept.size < members.length ? [...kept] : []
}

function chosen(members: Mergeable[], { keep, photos: shown }: ResolveDuplicates): Set<string> {
  const there = new Set(members.map(({ id }) => id))
  const kept = new Set(keep.map((id) => id.toLowerCase()))
  const seen = new Set((shown ?? [...there]).map((id) => id.toLowerCase()))
  if (seen.size !== there.size || [...seen].some((id) => !there.has(id)))
    throw new AppError('conflict', 'The group has other photos than those shown. Look at it again.')
  if ([...kept].some((id) => !there.has(id)))
    throw new AppError('unprocessable', 'keep: Not all of these photos are in the group.')
  return kept
}

async function trashOthers(ctx: Context, note: UndoNote, members: Mergeable[], kept: Set<string>): Promise<Item[]> {
  const others = members.filter(({ id }) => !kept.has(id)).sort((a, b) => a.addedAt.getTime() - b.addedAt.getTime())
  const items = new Map(others.map(({ id }) => [id, item(id, 'trashed')]))
  for (const photo of members.filter(({ id }) => kept.has(id))) {
    items.set(photo.id, { ...item(photo.id, 'kept'), ...(await mergeInto(ctx, note, photo, others)) })
  }
  await trashNoted(
    ctx.db as Database,
    note,
    others.map(({ id }) => id),
  )
  return members.flatMap(({ id }) => items.get(id) ?? [])
}

function item(id: string, outcome: Item['outcome']): Item {
  return { id, outcome, merged: [], partly: [], withheld: [] }
}

function isChanged({ outcome, merged, partly }: Item): boolean {
  return outcome === 'trashed' || merged.length + partly.length > 0
}
