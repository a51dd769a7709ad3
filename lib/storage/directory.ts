import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { type FileHandle, link, lstat, mkdir, open, readdir, rename, stat, unlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pipeline, Readable } from 'node:stream'
import { AppError, notFound } from '../errors/app-error'
import { describeFile, ignoring, readSorted, roomAt, syncFolder, writeAll } from './durable-files'
import { ExactBody } from './exact-body'
import { assertKey, isKey } from './key'
import { orNullIfMissing } from './missing'
import type { ByteRange, ListedObject, ObjectHead, ObjectStore, PutOptions, StoredObject } from './object-store'
import { rangeLength } from './range'
import { storeConflict, storeUnavailable, wrongLength } from './store-errors'

const TEMP = '.tmp'
const DAY_MS = 86_400_000

/**
 * A store in a plain folder. An object is written to `.tmp`, synced, and then given its name in one step (rename, or
 * link where nothing may be replaced), so no reader ever sees half of one and a killed process leaves only a temp file.
 * Objects are never changed in place; the file system must have hard links.
 */
export class DirectoryStore implements ObjectStore {
  readonly direct = false
  readonly #root: string
  readonly #durable = new Set<string>()
  #opened: Promise<void> | undefined

  /** @param root absolute path of the folder; made at first use */
  constructor(root: string) {
    this.#root = root
  }

  async put(key: string, body: Readable | Buffer, options: PutOptions): Promise<{ etag: string }> {
    const target = this.#path(key)
    const source = Buffer.isBuffer(body) ? Readable.from([body]) : body
    source.on('error', () => undefined)
    let draft: string | undefined
    try {
      draft = await this.#attempt(() => this.#draftPath())
      const etag = await this.#write(draft, source, options.bytes)
      await this.#publish(draft, target, options.ifAbsent === true)
      return { etag }
    } finally {
      source.destroy()
      if (draft) await unlink(draft).catch(() => undefined)
    }
  }

  async get(key: string, range?: ByteRange): Promise<StoredObject> {
    const handle = await this.#attempt(() => this.#openForReading(key))
    try {
      const head = describeFile(await handle.stat({ bigint: true }))
      const start = range?.start ?? 0
      const length = rangeLength(head.bytes, range)
      const body = new ExactBody(length)
      if (length === 0) {
        await handle.close()
        body.end()
      } else {
        pipeline(handle.createReadStream({ start, end: start + length - 1 }), body, () => undefined)
      }
      return { ...head, body }
    } catch (error) {
      await handle.close().catch(() => undefined)
      throw error instanceof AppError ? error : storeUnavailable(error)
    }
  }

  head(key: string): Promise<ObjectHead> {
    return this.#attempt(async () => {
      const target = this.#path(key)
      await this.#open()
      const found = await lstat(target, { bigint: true }).catch(ignoring('ENOENT'))
      if (!found?.isFile()) throw await this.#missing()
      return describeFile(found)
    })
  }

  delete(key: string): Promise<void> {
    return this.#attempt(async () => {
      const target = this.#path(key)
      await this.#open()
      const removed = await unlink(target).then(() => true, ignoring('ENOENT'))
      if (removed) await syncFolder(path.dirname(target))
      else await this.#assertRoot()
    })
  }

  copy(from: string, to: string, ifMatch: string): Promise<{ etag: string }> {
    return this.#attempt(async () => {
      const source = this.#path(from)
      const target = this.#path(to)
      const draft = await this.#draftPath()
      // The link holds the very file that is compared: a put in between replaces the name, not this file.
      const found = await link(source, draft).then(() => true, ignoring('ENOENT'))
      if (!found) throw await this.#missing()
      try {
        const { etag } = describeFile(await lstat(draft, { bigint: true }))
        if (etag !== ifMatch) throw storeConflict()
        await this.#publish(draft, target, false)
        return { etag }
      } finally {
        await unlink(draft).catch(() => undefined)
      }
    })
  }

  async *list(prefix: string): AsyncIterable<ListedObject> {
    await this.#attempt(() => this.#open().then(() => this.#assertRoot()))
    yield* this.#walk('', prefix)
  }

  signGet(): Promise<never> {
    return Promise.reject(new Error('a folder has no addresses for browsers'))
  }

  signPut(): Promise<never> {
    return this.signGet()
  }

  check(): Promise<void> {
    return this.#attempt(async () => {
      const draft = await this.#draftPath()
      await this.#assertRoot()
      await writeFile(draft, '', { flag: 'wx', mode: 0o600 })
      await link(draft, `${draft}.link`).finally(() => unlink(draft))
      await unlink(`${draft}.link`)
    })
  }

  freeBytes(): Promise<number> {
    return this.#attempt(() => this.#open().then(() => roomAt(this.#root)))
  }

  #path(key: string): string {
    assertKey(key)
    return path.join(this.#root, key)
  }

  async #draftPath(): Promise<string> {
    await this.#open()
    return path.join(this.#root, TEMP, randomUUID())
  }

  #open(): Promise<void> {
    this.#opened ??= this.#prepare().catch((error) => {
      this.#opened = undefined
      throw error
    })
    return this.#opened
  }

  async #prepare(): Promise<void> {
    const temp = path.join(this.#root, TEMP)
    await mkdir(temp, { recursive: true, mode: 0o700 })
    await syncFolder(this.#root)
    for (const name of await readdir(temp)) {
      const file = path.join(temp, name)
      const found = await stat(file).catch(() => null)
      if (found && Date.now() - found.mtimeMs > DAY_MS) await unlink(file).catch(() => undefined)
    }
  }

  /** An unmounted disk leaves an empty folder: then everything would look deleted. Its `.tmp` tells the two apart. */
  async #assertRoot(): Promise<void> {
    await stat(path.join(this.#root, TEMP))
  }

  async #missing(): Promise<AppError> {
    await this.#assertRoot()
    return notFound()
  }

  async #write(draft: string, body: Readable, bytes: number): Promise<string> {
    const handle = await this.#attempt(() => open(draft, 'wx', 0o600))
    try {
      let written = 0
      for await (const chunk of body) {
        written += chunk.length
        if (written > bytes) throw wrongLength(bytes, 'more')
        await this.#attempt(() => writeAll(handle, chunk))
      }
      if (written < bytes) throw wrongLength(bytes, `only ${written}`)
      return await this.#attempt(async () => {
        await handle.sync()
        return describeFile(await handle.stat({ bigint: true })).etag
      })
    } finally {
      await handle.close()
    }
  }

  #publish(draft: string, target: string, ifAbsent: boolean): Promise<void> {
    return this.#attempt(async () => {
      await this.#makeFolder(path.dirname(target))
      if (ifAbsent) {
        const created = await link(draft, target).then(() => true, ignoring('EEXIST'))
        if (!created) throw storeConflict()
      } else {
        await rename(draft, target)
      }
      await syncFolder(path.dirname(target))
    })
  }

  /** Makes a folder and syncs every level above it: another process may have made it and not synced it yet. */
  async #makeFolder(folder: string): Promise<void> {
    await this.#assertRoot()
    const made = await mkdir(folder, { recursive: true, mode: 0o700 })
    if (made === undefined && this.#durable.has(folder)) return
    for (let level = folder; level !== this.#root; level = path.dirname(level)) await syncFolder(path.dirname(level))
    this.#durable.add(folder)
  }

  async #openForReading(key: string): Promise<FileHandle> {
    const target = this.#path(key)
    await this.#open()
    const handle = await open(target, constants.O_RDONLY | constants.O_NOFOLLOW).catch(ignoring('ENOENT'))
    if (!handle) throw await this.#missing()
    return handle
  }

  async *#walk(folder: string, prefix: string): AsyncIterable<ListedObject> {
    const entries = await this.#attempt(() => readSorted(path.join(this.#root, folder)))
    for (const entry of entries) {
      const key = folder + entry
      if (key.endsWith('/')) {
        if (key.startsWith(prefix) || prefix.startsWith(key)) yield* this.#walk(key, prefix)
      } else if (key.startsWith(prefix) && isKey(key)) {
        const head = await this.head(key).catch(orNullIfMissing)
        if (head) yield { key, bytes: head.bytes, etag: head.etag, modifiedAt: head.modifiedAt }
      }
    }
  }

  async #attempt<T>(action: () => Promise<T>): Promise<T> {
    try {
      return await action()
    } catch (error) {
      const system = error instanceof Error && 'syscall' in error
      throw system ? storeUnavailable(error) : error
    }
  }
}
