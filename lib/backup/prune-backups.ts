import { rm } from 'node:fs/promises'
import path from 'node:path'
import type { ObjectStore } from '../storage/object-store'
import { manifestKey, objectKey } from './contract'
import { listBackups, readManifest } from './list-backups'
import { readObjectLines } from './object-lines'
import { readPart } from './read-part'

/**
 * Removes all backups but the newest, and what is left of broken ones; then objects that no backup has any more.
 * @param keep how many stay, at least one
 * @param folder for drafts
 * @returns the names of the backups that went, and how many objects
 */
export async function pruneBackups(
  target: ObjectStore,
  keep: number,
  folder: string,
): Promise<{ backups: string[]; objects: number }> {
  const names = await listBackups(target)
  const stays = names.slice(-Math.max(1, keep))
  const gone = names.filter((name) => !stays.includes(name))
  // First what makes them backups: one that is half removed is none.
  for (const name of gone) await target.delete(manifestKey(name))
  for await (const { key } of target.list('backups/')) {
    if (!stays.includes(key.split('/')[1] ?? '')) await target.delete(key)
  }
  const needed = new Set<string>()
  for (const name of stays) {
    const draft = path.join(folder, 'list')
    const { objects } = await readManifest(target, name)
    for await (const { key } of readObjectLines(await readPart(target, objects, draft))) needed.add(objectKey(key))
    await rm(draft, { force: true })
  }
  let objects = 0
  for await (const { key } of target.list('objects/')) {
    if (needed.has(key)) continue
    await target.delete(key)
    objects += 1
  }
  return { backups: gone, objects }
}
