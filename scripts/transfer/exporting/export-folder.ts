import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { lstat, mkdir, open, readFile, realpath, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { Fatal, Refusal, reasonOf } from '../fatal'
import { READ_FLAGS } from '../importing/hash-file'
import { LIBRARY_BYTES, LIBRARY_FILE, type Library, parseLibrary } from '../library-file'
import { makeFolder } from './make-folder'

/** What is being written lies here, and gets its name when it is whole. */
const UNFINISHED = '.albumen-part'
/** A disk that does not answer for so long is not waited for. */
const OPEN_MS = 30_000

/** The folder of an export: nothing is written outside of it, and no file is there in part. */
export class ExportFolder {
  private constructor(readonly root: string) {}

  /** Makes the folder where it is not there. @throws Fatal */
  static async open(folder: string): Promise<ExportFolder> {
    try {
      return new ExportFolder(await inTime(prepare(folder)))
    } catch (error) {
      throw new Fatal(`${folder} cannot be written: ${reasonOf(error)}`)
    }
  }

  /** What an earlier export has left. @throws Fatal where there is an `albumen.json` that is none */
  async library(): Promise<Library | null> {
    const file = path.join(this.root, LIBRARY_FILE)
    const size = await stat(file).then(
      (found) => found.size,
      () => null,
    )
    if (size === null) return null
    const library = size > LIBRARY_BYTES ? null : parseLibrary(await readFile(file, 'utf8'))
    if (library === null) throw new Fatal(`${file} is not one of an export; choose another folder.`)
    return library
  }

  /** Whether a file is there whole. */
  async holds(relative: string, bytes: number, sha256: string | null): Promise<boolean> {
    if (sha256 === null) return false
    try {
      const file = await this.#place(relative, false)
      const found = await lstat(file)
      if (!found.isFile() || found.size !== bytes) return false
      return (await sha256Of(file)) === sha256
    } catch {
      // Not there, or nothing that can be read: it is fetched, and what is in the way is told then.
      return false
    }
  }

  /** @throws Refusal where a link or a file stands in the way; errors of the file system */
  async write(relative: string, text: string): Promise<void> {
    const file = await this.#place(relative, true)
    const part = this.#part()
    await writeFile(part, text, { flag: 'wx' })
    await rename(part, file)
  }

  /**
   * Writes a body that has to be of this length and SHA-256.
   * @param modifiedAt time the file is given
   * @throws Refusal where it is not, or something stands in the way; errors of the file system and the connection
   */
  async receive(
    relative: string,
    body: ReadableStream<Uint8Array>,
    expected: { bytes: number; sha256: string | null; modifiedAt: Date | null },
    onReceived: (bytes: number) => void,
  ): Promise<void> {
    const file = await this.#place(relative, true)
    const part = this.#part()
    const hash = createHash('sha256')
    let bytes = 0
    const counted = async function* (chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        bytes += chunk.length
        if (bytes > expected.bytes) throw new Refusal('The server sends more than the photo has.', 0, 'length')
        hash.update(chunk)
        onReceived(chunk.length)
        yield chunk
      }
    }
    try {
      await pipeline(
        Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]),
        counted,
        createWriteStream(part, { flags: 'wx' }),
      )
      const sha256 = hash.digest('hex')
      if (bytes !== expected.bytes || (expected.sha256 !== null && sha256 !== expected.sha256)) {
        throw new Refusal('What arrived is not the original as the library has it.', 0, 'content')
      }
      if (expected.modifiedAt) await utimes(part, expected.modifiedAt, expected.modifiedAt)
      await rename(part, file)
    } finally {
      await rm(part, { force: true })
    }
  }

  async close(): Promise<void> {
    await rm(path.join(this.root, UNFINISHED), { recursive: true, force: true })
  }

  #part(): string {
    return path.join(this.root, UNFINISHED, randomUUID())
  }

  /** Where a path lies; every folder on the way is a real one. */
  async #place(relative: string, make: boolean): Promise<string> {
    const parts = relative.split('/')
    const wrong = parts.some((part) => part === '' || part === '.' || part === '..' || /[\\\0]/.test(part))
    if (wrong) throw new Refusal('Its name leads out of the folder.', 0, 'path')
    let folder = this.root
    for (const part of parts.slice(0, -1)) {
      folder = path.join(folder, part)
      if (make) await mkdir(folder).catch(ignoreExisting)
      if (!(await lstat(folder)).isDirectory()) throw new Refusal(`${folder} is no folder.`, 0, 'path')
    }
    return path.join(folder, parts.at(-1) as string)
  }
}

/** Where the folder lies really. @throws Refusal; errors of the file system */
async function prepare(folder: string): Promise<string> {
  await makeFolder(folder)
  const root = await realpath(folder)
  // What a killed run had not finished.
  await rm(path.join(root, UNFINISHED), { recursive: true, force: true })
  await makeFolder(path.join(root, UNFINISHED))
  return root
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  const clock = new AbortController()
  const late = sleep(OPEN_MS, undefined, { signal: clock.signal }).then(() => {
    throw new Refusal(`The disk does not answer within ${OPEN_MS / 1000} seconds.`, 0, 'late')
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clock.abort()
    late.catch(() => undefined)
  }
}

function ignoreExisting(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
}

async function sha256Of(file: string): Promise<string> {
  const handle = await open(file, READ_FLAGS)
  try {
    const hash = createHash('sha256')
    for await (const chunk of handle.createReadStream({ autoClose: false })) hash.update(chunk as Buffer)
    return hash.digest('hex')
  } finally {
    await handle.close()
  }
}
