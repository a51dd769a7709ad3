import { chmod, stat, utimes, writeFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { readOriginal } from '../../originals/read-original'
import type { SourceReader } from '../../storage/readers/reader'
import { SourceTrouble } from '../../storage/readers/trouble'
import { latestScanOf } from '../ground/find-source'
import { folder, series, stageFolders, world } from '../testing/folder-stage'
import { type SceneFacts, scene } from '../testing/scenes'

stageFolders()

const picture = (number: number, facts?: SceneFacts) => scene(series + number, facts)

const anna = () => world.as(world.anna)
const at = (key: string) => folder.at(key)
const notes = async () =>
  (await latestScanOf(world.db, folder.source.id))?.notes.map(({ kind, key }) => `${kind} ${key}`)

describe('a file that a program wrote into', () => {
  it('is read anew where its time and size are as before', async () => {
    const before = await picture(1, { taken: '2024:05:01 10:00:00', model: 'X1' })
    await folder.put('a.jpg', before)
    await folder.scan()
    const id = await folder.entitle('a.jpg', 'mine', 'public')
    const { atime, mtime } = await stat(at('a.jpg'))
    const after = Buffer.from(before.toString('latin1').replace('2024:05:01', '2024:05:09'), 'latin1')
    await writeFile(at('a.jpg'), after)
    await utimes(at('a.jpg'), atime, mtime)
    expect(await folder.scan()).toMatchObject({ changed: 1, added: 0, missing: 0, noted: 0 })
    expect(await folder.seen()).toEqual(['a.jpg: mine public'])
    expect(await world.photoAt(folder.source, 'a.jpg')).toMatchObject({ id, takenLocal: '2024-05-09 10:00:00' })
  })

  it('is found to be the same where only its rights have changed', async () => {
    await folder.put('a.jpg', await picture(1))
    await folder.scan()
    const before = await world.photoAt(folder.source, 'a.jpg')
    await chmod(at('a.jpg'), 0o640)
    expect(await folder.scan()).toMatchObject({ changed: 1, ready: 1 })
    const { id, revision, updatedAt } = before
    expect(await world.photoAt(folder.source, 'a.jpg')).toMatchObject({ id, revision, updatedAt })
    expect(await folder.scan()).toMatchObject({ changed: 0, bytesRead: 0 })
  })

  it('is not read anew only because less was known of it before', async () => {
    const content = await picture(1)
    await folder.put('a.jpg', content)
    await folder.scan()
    for (const table of ['photos', 'source_objects']) {
      await world.pool.query(
        `update ${table} set etag = regexp_replace(etag, '^([^-]+-[^-]+)-.*$', '\\1') where source_id = $1`,
        [folder.source.id],
      )
    }
    const { id, etag } = await world.photoAt(folder.source, 'a.jpg')
    expect(etag?.split('-')).toHaveLength(2)
    const { body } = await (await readOriginal(anna(), { id })).open()
    expect(await buffer(body)).toEqual(content)
    expect(await folder.scan()).toMatchObject({ changed: 0, bytesRead: 0 })
    expect((await world.photoAt(folder.source, 'a.jpg')).etag?.split('-')).toHaveLength(3)
    await chmod(at('a.jpg'), 0o640)
    expect(await folder.scan()).toMatchObject({ changed: 1 })
  })

  it('without a date gets its own time as a guess, where that is older than its arrival', async () => {
    await folder.put('old.jpg', await picture(1))
    await folder.put('new.jpg', await picture(2))
    await utimes(at('old.jpg'), 1_300_000_000, 1_300_000_000)
    await folder.scan()
    expect(await world.photoAt(folder.source, 'old.jpg')).toMatchObject({ fileModifiedAt: new Date(1_300_000_000_000) })
    expect(await world.photoAt(folder.source, 'new.jpg')).toMatchObject({ fileModifiedAt: null })
  })
})

describe('a folder that the server may not read', () => {
  it('is named, and what was known of it is kept', async () => {
    for (const [index, key] of ['a.jpg', 'shut/b.jpg'].entries()) await folder.put(key, await picture(index))
    await folder.scan()
    await world.stopWorker()
    await world.startWorker((open) => async (source) => shutting(await open(source)))
    expect(await folder.scan()).toMatchObject({ missing: 0, noted: 1 })
    expect(await notes()).toEqual(['closed shut/'])
    expect(await folder.seen()).toEqual(['a.jpg: - private', 'shut/b.jpg: - private'])
    await world.stopWorker()
    await world.startWorker()
  })

  /** As the reader of a folder does for whoever is no administrator of the system. */
  function shutting(reader: SourceReader): SourceReader {
    const [list, head] = [reader.list.bind(reader), reader.head.bind(reader)]
    reader.list = async (after, limit) => {
      const page = await list(after, limit)
      return { ...page, objects: page.objects.filter(({ key }) => !key.startsWith('shut/')), closed: ['shut/'] }
    }
    reader.head = async (key) => {
      if (key.startsWith('shut/')) throw new SourceTrouble('refused', 'The server may not read this folder.')
      return head(key)
    }
    return reader
  }
})
