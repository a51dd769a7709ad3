import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { type Component, componentsOf, type Edge } from './components'
import { type FormerGroup, noteFallenApart } from './note-fallen-apart'

/**
 * Makes the groups anew of photos, and of all that hangs together with them, now or in the groups that they stood in: pairs of finished photos
 * outside the trash, without those of which their owner said that they are no duplicates.
 * @param tx a transaction that holds the owner's lock
 * @returns whether work was noted: what fell apart is looked for again
 */
export async function regroup(tx: Database, ownerId: string, ids: string[]): Promise<boolean> {
  const { groups, edges } = await reachedFrom(tx, ownerId, ids)
  if (groups.size > 0) {
    await tx.execute(sql`delete from duplicate_groups where id = any(${sql.param([...groups.keys()])}::uuid[])`)
  }
  const made = componentsOf([...edges.values()])
  await insertGroups(tx, ownerId, made)
  return noteFallenApart(tx, ownerId, [...groups.values()], made)
}

/** Follows pairs and old groups until nothing new comes: a group whose pairs are gone is made anew as a whole. */
async function reachedFrom(tx: Database, ownerId: string, ids: string[]) {
  const photos = new Set(ids)
  const groups = new Map<string, FormerGroup>()
  const edges = new Map<string, Edge>()
  for (let front = [...photos]; front.length > 0; ) {
    const { met, links } = await besideThese(tx, ownerId, front)
    for (const { group, photo, sort, kind } of met) {
      const former = groups.get(group) ?? { sort, kind, photoIds: new Set() }
      groups.set(group, former)
      former.photoIds.add(photo)
    }
    for (const edge of links) edges.set(`${edge.a} ${edge.b}`, edge)
    const reached = [...met.map(({ photo }) => photo), ...links.flatMap(({ a, b }) => [a, b])]
    front = [...new Set(reached)].filter((id) => !photos.has(id))
    for (const id of front) photos.add(id)
  }
  return { groups, edges }
}

type Member = Omit<FormerGroup, 'photoIds'> & { group: string; photo: string }
type Reached = { what: 'member' | 'pair'; one: string; other: string } & Pick<FormerGroup, 'sort' | 'kind'>

/** The groups of some photos, with all that stands in them, and the pairs that count (db/functions/duplicate-groups.sql). */
async function besideThese(tx: Database, ownerId: string, ids: string[]): Promise<{ met: Member[]; links: Edge[] }> {
  const { rows } = await tx.execute<Reached>(sql`
    select what, one, other, sort, kind from public.duplicate_reach(${ownerId}::uuid, ${sql.param(ids)}::uuid[])`)
  const met = rows.filter(({ what }) => what === 'member')
  const links = rows.filter(({ what }) => what === 'pair')
  return {
    met: met.map(({ one, other, sort, kind }) => ({ group: one, photo: other, sort, kind })),
    links: links.map(({ one, other, kind }) => ({ a: one, b: other, kind })),
  }
}

async function insertGroups(tx: Database, ownerId: string, groups: Component[]): Promise<void> {
  if (groups.length === 0) return
  await tx.execute(sql`select public.insert_duplicate_groups(${ownerId}::uuid, ${JSON.stringify(groups)}::jsonb)`)
}
