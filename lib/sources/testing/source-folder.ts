import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { ScanRow, SourceRow } from '@/db/schema/sources'
import { updatePhoto } from '../../edits/update-photo'
import { latestScanOf } from '../ground/find-source'
import { acceptGone } from '../scan/accept-gone'
import { startScan } from '../scan/start-scan'
import { SourceWorld, TEST_SECRET } from './source-world'

type Visibility = 'private' | 'public'

/** A folder of the server that is a source of Anna's. */
export class SourceFolder {
  private constructor(
    readonly world: SourceWorld,
    readonly root: string,
    readonly source: SourceRow,
  ) {}

  static async connect(world: SourceWorld, base: string, visibility: Visibility = 'private'): Promise<SourceFolder> {
    const root = path.join(base, randomBytes(6).toString('hex'))
    await mkdir(root)
    return new SourceFolder(
      world,
      root,
      await world.makeSource(world.anna, { kind: 'directory', path: root, visibility }),
    )
  }

  at(key: string): string {
    return path.join(this.root, key)
  }

  async put(key: string, content: Buffer | string): Promise<void> {
    await mkdir(path.dirname(this.at(key)), { recursive: true })
    await writeFile(this.at(key), content)
  }

  async move(from: string, to: string): Promise<void> {
    await rename(this.at(from), this.at(to))
  }

  scan() {
    return this.world.scan(this.source)
  }

  /** A scan after everything that was known was removed: its owner says that it is so. */
  async scanEmptied(): Promise<ScanRow> {
    await startScan(this.world.context(), { sourceId: this.source.id })
    await this.world.until('it asks', async () => (await latestScanOf(this.world.db, this.source.id))?.asksGone)
    await acceptGone(this.world.as(this.world.anna), { sourceId: this.source.id })
    return this.world.scanned(this.source)
  }

  /** Gives the photo at a key a title and a visibility. @returns its id */
  async entitle(key: string, title: string, visibility: Visibility): Promise<string> {
    const { id } = await this.world.photoAt(this.source, key)
    await updatePhoto(this.world.as(this.world.anna), { id, patch: { title, visibility } })
    return id
  }

  /** `key: title visibility` of every photo; what is missing in brackets. */
  async seen(): Promise<string[]> {
    const photos = await this.world.photosOf(this.source)
    const lines = photos.map(({ sourceKey, title, visibility, missingAt }) => {
      const line = `${sourceKey}: ${title || '-'} ${visibility}`
      return missingAt === null ? line : `(${line})`
    })
    return lines.sort()
  }
}

/** A world whose sources may lie below a folder of its own. */
export async function openFolders(
  server: string,
): Promise<{ world: SourceWorld; base: string; close: () => Promise<void> }> {
  const base = await mkdtemp(path.join(tmpdir(), 'albumen-folders-'))
  process.env.AUTH_SECRET = TEST_SECRET
  process.env.SOURCE_ROOTS = base
  const world = await SourceWorld.open(server)
  await world.startWorker()
  const close = async () => {
    await world.close()
    await rm(base, { recursive: true, force: true })
  }
  return { world, base, close }
}
