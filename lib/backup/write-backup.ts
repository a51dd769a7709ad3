import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type pg from 'pg'
import type { ObjectStore } from '../storage/object-store'
import { type BackupObject, type Manifest, manifestKey, nameOf, partKey } from './contract'
import { copyObjects } from './copy-objects'
import { dumpTables } from './dump-tables'
import { listBackups, readManifest } from './list-backups'
import { ObjectLines, readObjectLines } from './object-lines'
import { putPart } from './put-part'
import { readPart } from './read-part'
import { secretMark } from './secret-mark'

interface Backup {
  /** A connection that nobody else uses. */
  client: pg.Client
  store: ObjectStore
  /** Where backups lie. */
  target: ObjectStore
  /** False: objects are listed, and stay in the bucket that keeps them safe by itself. */
  copies: boolean
  secret: string | undefined
  now: Date
}

export interface WrittenBackup {
  name: string
  manifest: Manifest
  /** Objects that were new at the place. */
  copied: number
  copiedBytes: number
}

/**
 * Makes a backup while the library is in use. Objects come first, then the rows as they were at one moment, then the objects that came in
 * between: so each row has its objects. It counts once its manifest is there, which is written last.
 */
export async function writeBackup({ client, store, target, copies, secret, now }: Backup): Promise<WrittenBackup> {
  const name = nameOf(now)
  const folder = await mkdtemp(path.join(tmpdir(), 'albumen-backup-'))
  try {
    const before = await ObjectLines.create(path.join(folder, 'before'))
    const known = copies ? await knownObjects(target, path.join(folder, 'known')) : none()
    const first = await copyObjects({ store, target, known, keepsGone: false, copies }, before)
    await before.close()
    const dumped = await dumpTables(client, target, name, folder)
    const list = await ObjectLines.create(path.join(folder, 'list'))
    const rest = readObjectLines(before.file)
    const second = await copyObjects({ store, target, known: rest, keepsGone: true, copies }, list)
    await list.close()
    const key = partKey(name, 'objects')
    const sha256 = await putPart(target, key, createReadStream(list.file), path.join(folder, 'packed'))
    const manifest: Manifest = {
      format: 'albumen-backup',
      version: 1,
      at: now.toISOString(),
      ...dumped,
      objects: { key, sha256, count: list.count, bytes: list.bytes, copied: copies },
      secret: secretMark(secret),
    }
    const body = Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`)
    await target.put(manifestKey(name), body, { bytes: body.length, contentType: 'application/json' })
    const sum = { copied: first.copied + second.copied, copiedBytes: first.copiedBytes + second.copiedBytes }
    return { name, manifest, ...sum }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The objects of the newest backup that has them. */
async function knownObjects(target: ObjectStore, draft: string): Promise<AsyncIterable<BackupObject>> {
  for (const name of (await listBackups(target)).reverse()) {
    const { objects } = await readManifest(target, name)
    if (objects.copied) return readObjectLines(await readPart(target, objects, draft))
  }
  return none()
}

async function* none(): AsyncGenerator<BackupObject> {}
