import { mkdir, readFile, rename, rm } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { readOriginal } from '../../originals/read-original'
import type { SourceReader } from '../../storage/readers/reader'
import { findOwnSource, latestScanOf } from '../ground/find-source'
import { folder, series, stageFolders, world } from '../testing/folder-stage'
import { scene } from '../testing/scenes'
import { acceptGone } from './accept-gone'
import { startScan } from './start-scan'
import { stopScan } from './stop-scan'

stageFolders()

const picture = (number: number) => scene(series + number)

const anna = () => world.as(world.anna)
const at = (key: string) => folder.at(key)
const paused = async (reason: string) => {
  await startScan(anna(), { sourceId: folder.source.id })
  await world.until(`it pauses: ${reason}`, async () => {
    const scan = await latestScanOf(world.db, folder.source.id)
    return scan?.status === 'paused' && scan.reason?.includes(reason)
  })
}
const resumed = async () => {
  await startScan(anna(), { sourceId: folder.source.id })
  return world.scanned(folder.source)
}
const accepted = async () => {
  await acceptGone(anna(), { sourceId: folder.source.id })
  return world.scanned(folder.source)
}
const notes = async () =>
  (await latestScanOf(world.db, folder.source.id))?.notes.map(({ kind, key }) => `${kind} ${key}`)

describe('a disk that is not mounted', () => {
  const MARKERS = [
    '.stfolder/marker',
    '.stversions/a.jpg',
    'lost+found/x.jpg',
    'Thumbs.db',
    '.DS_Store',
    'desktop.ini',
    '@eaDir/a.jpg/SYNOPHOTO_THUMB_M.jpg',
    '#recycle/a.jpg',
    '.Trash-1000/files/a.jpg',
    '$RECYCLE.BIN/a.jpg',
    'System Volume Information/IndexerVolumeGuid',
    '.hidden.jpg',
  ]

  it.each(MARKERS)('leaves nothing missing where %s is left in its place', async (marker) => {
    await folder.put('a.jpg', await picture(1))
    await folder.put('b/c.jpg', await picture(2))
    await folder.scan()
    await rename(folder.root, `${folder.root}-disk`)
    await folder.put(marker, 'x')
    await paused('nothing but system files')
    expect(await folder.seen()).toEqual(['a.jpg: - private', 'b/c.jpg: - private'])
    // It goes on where nothing has changed, and is held up again.
    await paused('nothing but system files')
    await rm(folder.root, { recursive: true })
    await rename(`${folder.root}-disk`, folder.root)
    expect(await resumed()).toMatchObject({ missing: 0, bytesRead: 0, listed: 2 })
  })

  it.each(['NOT_MOUNTED', 'README', 'README.txt', 'metadata.xmp', 'hint.mp4', 'hint.jpg', 'b/hint.jpg'])(
    'leaves nothing missing where somebody has put %s in its place',
    async (name) => {
      await folder.put('a.jpg', await picture(1))
      await folder.put('b/c.jpg', await picture(2))
      await folder.scan()
      await rename(folder.root, `${folder.root}-disk`)
      await folder.put(name, name.endsWith('.jpg') ? await picture(3) : 'x')
      await paused('mounted?')
      await paused('mounted?')
      expect(await folder.seen()).toEqual(['a.jpg: - private', 'b/c.jpg: - private'])
      await rm(folder.root, { recursive: true })
      await rename(`${folder.root}-disk`, folder.root)
      expect(await resumed()).toMatchObject({ missing: 0, bytesRead: 0 })
    },
  )

  it('is suspected where a note is all that is left', async () => {
    await folder.put('a/a.jpg', await picture(1))
    await folder.scan()
    await rm(at('a/a.jpg'))
    await folder.put('NOT_MOUNTED', 'x')
    await paused('nothing but system files or notes')
    await rm(at('NOT_MOUNTED'))
    await paused('The folder is empty. Is its disk mounted?')
    expect(await accepted()).toMatchObject({ missing: 1, status: 'done' })
  })

  it('is suspected where only empty folders are left in the very same place, until its owner says otherwise', async () => {
    await folder.put('a/b/a.jpg', await picture(1))
    await folder.put('c.jpg', await picture(2))
    await folder.scan()
    const content = await Promise.all(['a/b/a.jpg', 'c.jpg'].map((key) => readFile(at(key))))
    for (const key of ['a/b/a.jpg', 'c.jpg']) await rm(at(key))
    for (let time = 0; time < 2; time++) await paused('The folder is empty. Is its disk mounted?')
    expect(await latestScanOf(world.db, folder.source.id)).toMatchObject({ asksGone: true })
    await stopScan(anna(), { sourceId: folder.source.id })
    await paused('The folder is empty')
    expect(await folder.seen()).toEqual(['a/b/a.jpg: - private', 'c.jpg: - private'])
    const byBen = acceptGone(world.as(world.ben), { sourceId: folder.source.id })
    await expect(byBen).rejects.toMatchObject({ code: 'not_found' })
    expect(await accepted()).toMatchObject({ missing: 2, asksGone: false })
    for (const [index, key] of ['a/b/a.jpg', 'c.jpg'].entries()) await folder.put(key, content[index] ?? '')
    expect(await folder.scan()).toMatchObject({ missing: 0, added: 0 })
    expect(await folder.seen()).toEqual(['a/b/a.jpg: - private', 'c.jpg: - private'])
    // What was said once is not said for ever.
    for (const key of ['a/b/a.jpg', 'c.jpg']) await rm(at(key))
    await paused('The folder is empty')
  })

  it('is not suspected where films that were known are left, or other pictures have come', async () => {
    await folder.put('a.jpg', await picture(1))
    await folder.put('film.mp4', 'x')
    await folder.scan()
    await rm(at('a.jpg'))
    expect(await folder.scan()).toMatchObject({ missing: 1 })
    await rm(at('film.mp4'))
    await folder.put('b.jpg', await picture(2))
    await folder.scan()
    await rm(at('b.jpg'))
    await folder.put('c.jpg', await picture(3))
    expect(await folder.scan()).toMatchObject({ missing: 1, added: 1 })
  })

  it('is suspected where system files are all that is left, until its owner says otherwise', async () => {
    await folder.put('a.jpg', await picture(1))
    await folder.put('Thumbs.db', 'x')
    await folder.scan()
    await rm(at('a.jpg'))
    await paused('nothing but system files')
    expect(await accepted()).toMatchObject({ missing: 1 })
  })

  it('holds nothing that proves the contrary for having been seen by a scan that was stopped', async () => {
    await folder.put('a.jpg', await picture(1))
    await folder.scan()
    await rename(folder.root, `${folder.root}-disk`)
    await folder.put('hint.jpg', await picture(3))
    for (let time = 0; time < 3; time++) {
      await paused('mounted?')
      await world.quiet()
      await stopScan(anna(), { sourceId: folder.source.id })
    }
    expect((await world.photoAt(folder.source, 'a.jpg')).missingAt).toBeNull()
  })

  it('below the root leaves its photos alone too, and is named', async () => {
    const keys = ['nas/a.jpg', 'nas/deep/b.jpg', 'c.jpg', 'e.jpg']
    for (const [index, key] of keys.entries()) await folder.put(key, await picture(index))
    await folder.scan()
    await rename(at('nas'), `${folder.root}-nas`)
    await folder.put('nas/.stfolder/marker', 'x')
    await rm(at('c.jpg'))
    expect(await folder.scan()).toMatchObject({ missing: 1, noted: 1 })
    expect(await notes()).toEqual(['away nas/'])
    await rm(at('nas/.stfolder'), { recursive: true })
    expect(await folder.scan()).toMatchObject({ missing: 0, noted: 1 })
    const { id } = await world.photoAt(folder.source, 'nas/a.jpg')
    await expect((await readOriginal(anna(), { id })).open()).rejects.toMatchObject({ code: 'not_found' })
    await world.quiet()
    expect((await world.photoAt(folder.source, 'nas/a.jpg')).missingAt).toBeNull()
    await rm(at('nas'), { recursive: true })
    await rename(`${folder.root}-nas`, at('nas'))
    expect(await folder.scan()).toMatchObject({ missing: 0, bytesRead: 0, noted: 0 })
    const awaySince = async () => (await findOwnSource(anna(), folder.source.id)).awaySince
    expect(await awaySince()).toEqual({})
    // A folder that somebody empties is another matter, and so is one that is deleted.
    await folder.put('nas/deep/Thumbs.db', 'x')
    await rm(at('nas/deep/b.jpg'))
    expect(await folder.scan()).toMatchObject({ missing: 1 })
    await rm(at('nas'), { recursive: true })
    await folder.put('d.jpg', await picture(9))
    expect(await folder.scan()).toMatchObject({ missing: 1 })
  })

  it.each(['nothing', 'NOT_MOUNTED', 'Thumbs.db', 'hint.jpg', 'lost+found/x'])(
    'at a place of its own below the root stays away over any number of scans, with %s there',
    async (left) => {
      await world.stopWorker()
      let mounted = true
      await world.startWorker((open) => async (source) => mounting(await open(source), () => mounted))
      const keys = ['nas/a.jpg', 'nas/deep/b.jpg', 'c.jpg']
      for (const [index, key] of keys.entries()) await folder.put(key, await picture(index))
      await folder.scan()
      await rename(at('nas'), `${folder.root}-nas`)
      mounted = false
      await mkdir(at('nas'))
      if (left !== 'nothing') await folder.put(`nas/${left}`, left.endsWith('.jpg') ? await picture(5) : 'x')
      for (let time = 0; time < 4; time++) {
        // An empty disk of the same kind in its place looks as the other did.
        if (time === 3) mounted = true
        expect(await folder.scan()).toMatchObject({ missing: 0 })
        expect(await notes()).toEqual(['away nas/'])
      }
      await rm(at('nas'), { recursive: true })
      await rename(`${folder.root}-nas`, at('nas'))
      expect(await folder.scan()).toMatchObject({ missing: left === 'hint.jpg' ? 1 : 0, noted: 0 })
      const photos = await world.photosOf(folder.source)
      expect(photos.filter(({ missingAt }) => missingAt === null)).toHaveLength(3)
      // A folder on that disk may be emptied as any other; the whole disk only by its owner's word.
      for (const [index, key] of ['nas/deep/b.jpg', 'nas/a.jpg'].entries()) {
        await rm(at(key))
        expect(await folder.scan()).toMatchObject({ missing: 1 - index, noted: index })
      }
      expect(await accepted()).toMatchObject({ missing: 1, noted: 0 })
      await world.stopWorker()
      await world.startWorker()
    },
  )

  /** As if `nas/` were a disk of its own: a disk's top folder has the same number on each. */
  function mounting(reader: SourceReader, mounted: () => boolean): SourceReader {
    const identify = reader.identify.bind(reader)
    reader.identify = async (below) => {
      if (below === 'nas/' && mounted()) return '2!'
      const found = await identify(below)
      return found !== null && mounted() && below?.startsWith('nas/') ? `${found}!` : found
    }
    return reader
  }

  it('makes no photo missing whose original somebody opens meanwhile', async () => {
    await folder.put('a.jpg', await picture(1))
    await folder.scan()
    const { id } = await world.photoAt(folder.source, 'a.jpg')
    await rename(folder.root, `${folder.root}-disk`)
    await mkdir(folder.root)
    await expect((await readOriginal(anna(), { id })).open()).rejects.toMatchObject({ code: 'not_found' })
    await world.quiet()
    expect((await world.photoAt(folder.source, 'a.jpg')).missingAt).toBeNull()
  })
})
