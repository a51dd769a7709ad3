import type { ObjectStore } from '../storage/object-store'
import { BackupError } from './backup-error'
import { Manifest, manifestKey } from './contract'

/** The names of the finished backups at a place, the oldest first: the manifest of one is written last. */
export async function listBackups(target: ObjectStore): Promise<string[]> {
  const names: string[] = []
  for await (const { key } of target.list('backups/')) {
    const name = /^backups\/([^/]+)\/manifest\.json$/.exec(key)?.[1]
    if (name) names.push(name)
  }
  return names
}

/** @throws BackupError where there is none of this name or it is none that this program can read */
export async function readManifest(target: ObjectStore, name: string): Promise<Manifest> {
  const { body } = await target.get(manifestKey(name))
  const chunks: Buffer[] = []
  for await (const chunk of body) chunks.push(chunk as Buffer)
  const parsed = Manifest.safeParse(JSON.parse(Buffer.concat(chunks).toString('utf8')))
  if (!parsed.success) throw new BackupError(`The backup ${name} was written by a version that this one does not know.`)
  return parsed.data
}
