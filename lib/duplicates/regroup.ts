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
    const met = await membersBeside(tx, front)
    for (const { group, photo, sort, kind } of met) {
      const former = groups.get(group) ?? { sort, kind, photoIds: new Set() }
      groups.set(group, former)
      former.photoIds.add(photo)
    }
    const links = await edgesOf(tx, ownerId, front)
    for (const edge of links) edges.set(`${edge.a} ${edge.b}`, edge)
    const reached = [...met.map(({ photo }) => photo), ...links.flatMap(({ a, b }) => [a, b])]
    front = [...new Set(reached)].filter((id) => !photos.has(id))
    for (const id of front) photos.add(id)
  }
  return { groups, edges }
}

type Member = Omit<FormerGroup, 'photoIds'> & { group: string; photo: string }

async function membersBeside(tx: Database, ids: string[]): Promise<Member[]> {
  const { rows } = await tx.execute<Member>(sql`
    select member.group_id as "group", member.photo_id as photo, groups.sort, groups.kind
    from duplicate_members member, lateral (select sort, kind from duplicate_groups where id = member.group_id offset 0) groups
    where member.group_id = any (array(select group_id from duplicate_members where photo_id = any(${sql.param(ids)}::uuid[])))`)
  return rows
}

async function edgesOf(tx: Database, ownerId: string, ids: string[]): Promise<Edge[]> {
  const these = sql`${sql.param(ids)}::uuid[]`
  const { rows } = await tx.execute<Edge & Record<string, unknown>>(sql`
    select pair.a, pair.b, pair.kind
    from (
      select * from duplicate_pairs where a = any(${these}) union select * from duplicate_pairs where b = any(${these})
    ) pair,
      lateral (select sha256 from photos where id = pair.a and status = 'ready' and deleted_at is null offset 0) a,
      lateral (select sha256 from photos where id = pair.b and status = 'ready' and deleted_at is null offset 0) b
    where pair.owner_id = ${ownerId}::uuid and not exists (
      select from not_duplicates other where other.owner_id = pair.owner_id
        and other.a = least(a.sha256 collate "C", b.sha256 collate "C") and other.b = greatest(a.sha256 collate "C", b.sha256 collate "C"))`)
  return rows
}

async function insertGroups(tx: Database, ownerId: string, groups: Component[]): Promise<void> {
  if (groups.length === 0) return
  await tx.execute(sql`
    with made as (
      select * from jsonb_to_recordset(${JSON.stringify(groups)}::jsonb) as made (id uuid, sort text, kind text, "photoIds" jsonb)
    ), members as (
      select made.id as group_id, photo.id::uuid as photo_id from made, jsonb_array_elements_text(made."photoIds") as photo (id)
    ), kept as (
      insert into duplicate_groups (id, owner_id, sort, kind, newest, size)
      select made.id, ${ownerId}::uuid, made.sort, made.kind, max(photo.added_at), count(*)
      from made join members on members.group_id = made.id,
        lateral (select added_at from photos where id = members.photo_id offset 0) photo
      group by made.id, made.sort, made.kind
      returning id
    )
    insert into duplicate_members (group_id, photo_id) select group_id, photo_id from members join kept on kept.id = members.group_id`)
}
