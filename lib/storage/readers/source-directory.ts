import { constants } from 'node:fs'
import { lstat, open, readlink, realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import { notFound } from '../../errors/app-error'
import { ExactBody } from '../exact-body'
import type { ByteRange } from '../object-store'
import { rangeLength } from '../range'
import { storeConflict } from '../store-errors'
import type { OpenObject, SourceObject, SourcePage, SourceReader } from './reader'
import { factsOf, ignoringGone, isOfEtag, statFile, walkFiles } from './source-walk'
import { SourceTrouble } from './trouble'

/** Reads a folder of the server, and nothing outside of it: links are not followed. */
export class DirectorySourceReader implements SourceReader {
  readonly #path: string
  readonly #roots: string[]
  readonly #closed: string[]
  #root: Promise<string> | undefined
  #walk: Walk | undefined
  #requests = 0

  /**
   * @param folder absolute path
   * @param roots absolute paths: the folder must be one of them or lie below one, wherever its links lead
   * @param closed absolute paths: it must neither hold one of them nor lie below one (what Albumen keeps for everybody)
   */
  constructor(folder: string, roots: string[], closed: string[] = []) {
    this.#path = folder
    this.#roots = roots
    this.#closed = closed
  }

  get requests(): number {
    return this.#requests
  }

  list(after: string | null, limit: number): Promise<SourcePage> {
    return this.#attempt(async () => {
      const root = await this.#open()
      // A walk goes on where it stopped: beginning anew reads all folders on the way again.
      const walk = this.#walk?.last === after ? this.#walk : beginWalk(root, after)
      this.#walk = walk
      const objects: SourceObject[] = []
      while (objects.length < limit) {
        const next = await walk.files.next()
        if (next.done) {
          this.#walk = undefined
          return { objects, last: true, closed: walk.closed.splice(0) }
        }
        objects.push(next.value)
        walk.last = next.value.key
      }
      return { objects, last: false, closed: walk.closed.splice(0) }
    })
  }

  head(key: string): Promise<SourceObject | null> {
    return this.#attempt(async () => {
      const root = await this.#open()
      if (!isPlain(key)) return null
      const file = path.join(root, key)
      const found = await statFile(file)
      if (!found) {
        await stat(root)
        return null
      }
      const real = await realpath(path.dirname(file)).catch(ignoringGone)
      return real === path.dirname(file) ? { key, ...found } : null
    })
  }

  get(key: string, options: { range?: ByteRange; ifMatch?: string } = {}): Promise<OpenObject> {
    return this.#attempt(async () => {
      const root = await this.#open()
      if (!isPlain(key)) throw notFound()
      const file = path.join(root, key)
      const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK
      const handle = await open(file, flags).catch(refusedLink)
      if (!handle) {
        await stat(root)
        throw notFound()
      }
      try {
        const found = await handle.stat({ bigint: true })
        if (!found.isFile() || (await whereIs(handle.fd, file)) !== file) throw notFound()
        const facts = factsOf(found)
        if (options.ifMatch !== undefined && !isOfEtag(facts.etag, options.ifMatch)) throw storeConflict()
        const length = rangeLength(facts.bytes, options.range)
        const start = options.range?.start ?? 0
        const body = new ExactBody(length)
        if (length === 0) {
          await handle.close()
          body.end()
        } else {
          const source = handle.createReadStream({ start, end: start + length - 1 })
          source.on('error', (cause) => body.destroy(trouble(cause)))
          body.on('close', () => source.destroy())
          source.pipe(body)
        }
        return { key, ...facts, body }
      } catch (error) {
        await handle.close().catch(() => undefined)
        throw error
      }
    })
  }

  async sign(): Promise<null> {
    return null
  }

  identify(folder?: string): Promise<string | null> {
    return this.#attempt(async () => {
      const root = await this.#open()
      const found = await stat(root, { bigint: true })
      if (folder === undefined) return found.ino.toString(36)
      if (!isPlain(folder.replace(/\/$/, ''))) return null
      const below = await lstat(path.join(root, folder.slice(0, -1)), { bigint: true }).catch(ignoringGone)
      if (!below?.isDirectory()) return null
      return `${below.ino.toString(36)}${below.dev === found.dev ? '' : '!'}`
    })
  }

  close(): void {
    this.#walk = undefined
  }

  #open(): Promise<string> {
    this.#root ??= this.#resolve().catch((error: unknown) => {
      this.#root = undefined
      throw error
    })
    return this.#root
  }

  async #resolve(): Promise<string> {
    const real = await realpath(this.#path)
    for (const folder of await realPaths(this.#closed)) {
      if (isBelow(real, folder) || isBelow(folder, real)) {
        throw new SourceTrouble('refused', 'This folder holds what Albumen itself keeps. Choose one beside it.')
      }
    }
    if ((await realPaths(this.#roots)).some((root) => isBelow(real, root))) return real
    throw new SourceTrouble(
      'refused',
      'This folder is not one the administrator allows. Folders for sources are named in SOURCE_ROOTS.',
    )
  }

  async #attempt<T>(action: () => Promise<T>): Promise<T> {
    this.#requests += 1
    try {
      return await action()
    } catch (error) {
      throw error instanceof Error && 'syscall' in error ? trouble(error) : error
    }
  }
}

interface Walk {
  last: string | null
  files: AsyncGenerator<SourceObject>
  /** Folders that may not be read, found since they were told. */
  closed: string[]
}

function beginWalk(root: string, after: string | null): Walk {
  const closed: string[] = []
  return { last: after, files: walkFiles(root, after, (folder) => closed.push(folder)), closed }
}

/** Where folders really are, those that exist. */
async function realPaths(folders: string[]): Promise<string[]> {
  const found = await Promise.all(folders.map((folder) => realpath(folder).catch(() => null)))
  return found.filter((folder) => folder !== null)
}

function isBelow(folder: string, root: string): boolean {
  return folder === root || folder.startsWith(root.endsWith('/') ? root : `${root}/`)
}

/** A key that names a file by its own path: what a walk can give. */
function isPlain(key: string): boolean {
  return !key.includes('\0') && key.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
}

/** For a file that is not there, or is a link: null. */
function refusedLink(error: unknown): null {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  if (code === 'ELOOP' || code === 'ENXIO') return null
  return ignoringGone(error)
}

/** Where an open file really lies; a folder on its way may have been replaced by a link meanwhile. */
async function whereIs(fd: number, file: string): Promise<string> {
  return readlink(`/proc/self/fd/${fd}`).catch(() => realpath(file))
}

function trouble(cause: unknown): SourceTrouble {
  const code = cause instanceof Error && 'code' in cause ? cause.code : ''
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new SourceTrouble('lost', 'The folder is not there. Is its disk mounted?', { cause })
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new SourceTrouble('refused', 'The server may not read this folder. Give it the right to.', { cause })
  }
  return new SourceTrouble('away', 'The folder cannot be read just now. Is its disk in order?', { cause })
}
