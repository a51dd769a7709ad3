import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Album } from '../../../lib/albums/contract'
import type { Photo } from '../../../lib/photos/contract'
import { Person } from '../../testing/person'
import { type StartedAlbumen, startAlbumen } from '../../testing/start-albumen'
import { tokenOf } from './commands'

export interface Account {
  person: Person
  url: string
  token: string
}

/** A running Albumen, and a folder beside it for what is brought in and taken out. */
export class LibraryServer {
  private constructor(
    readonly folder: string,
    readonly albumen: StartedAlbumen,
  ) {}

  static async start(): Promise<LibraryServer> {
    const folder = await mkdtemp(path.join(tmpdir(), 'albumen-transfer-'))
    return new LibraryServer(folder, await startAlbumen({ dataDir: path.join(folder, 'data') }))
  }

  async stop(): Promise<void> {
    await this.albumen.stop()
    await rm(this.folder, { recursive: true, force: true })
  }

  async account(name: string): Promise<Account> {
    const person = new Person(this.albumen.url, name)
    await person.join()
    return { person, url: this.albumen.url, token: await tokenOf(person) }
  }

  /** @param files contents by path; objects are written as JSON */
  async makeFiles(name: string, files: Record<string, Buffer | string | object>): Promise<string> {
    const root = path.join(this.folder, name)
    for (const [file, content] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(root, file)), { recursive: true })
      const bytes = Buffer.isBuffer(content) || typeof content === 'string' ? content : JSON.stringify(content)
      await writeFile(path.join(root, file), bytes)
    }
    return root
  }
}

/** What the API gives somebody at a path below /api/v1. */
export async function get<T>(person: Person, at: string): Promise<T> {
  return JSON.parse((await person.bytes(`/api/v1${at}`)).toString()) as T
}

/** A change by the API. @throws Error where it is refused */
export async function set(person: Person, method: string, at: string, body?: unknown): Promise<Response> {
  const reply = await person.send(method, `/api/v1${at}`, body)
  if (!reply.ok) throw new Error(`${method} ${at}: ${reply.status} ${await reply.text()}`)
  return reply
}

/** Somebody's albums, oldest first, with the names of their photos in their order. */
export async function albumsOf(person: Person): Promise<{ title: string; photos: (string | undefined)[] }[]> {
  const { items } = await get<{ items: Album[] }>(person, '/albums?owner=me')
  const albums: { title: string; photos: (string | undefined)[] }[] = []
  for (const { id, title } of items.reverse()) {
    const { items: photos } = await get<{ items: Photo[] }>(person, `/albums/${id}/photos`)
    albums.push({ title, photos: photos.map(({ filename }) => filename) })
  }
  return albums
}
