// What its owner says was deleted, where the disk of a folder may only be away.
import { mkdir, rename, rm } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { latestScanOf } from '../ground/find-source'
import { folder, series, stageFolders, world } from '../testing/folder-stage'
import { scene } from '../testing/scenes'
import { acceptGone } from './accept-gone'
import { startScan } from './start-scan'

stageFolders()

const picture = (number: number) => scene(series + number)

const anna = () => world.as(world.anna)
const at = (key: string) => folder.at(key)
const leave = async (disk: string) => {
  await rename(at(disk), `${folder.root}-${disk}`)
  await mkdir(at(disk))
}
const accepted = async (of: { folder?: string } = {}) => {
  await acceptGone(anna(), { sourceId: folder.source.id, ...of })
  return world.scanned(folder.source)
}
const notes = async () =>
  (await latestScanOf(world.db, folder.source.id))?.notes.map(({ kind, key }) => `${kind} ${key}`)

describe("the owner's word that photos were deleted", () => {
  it('speaks for that folder alone, not for another, nor for the whole', async () => {
    for (const [index, key] of ['nas/a.jpg', 'usb/deep/b.jpg', 'usb/c.jpg', 'd.jpg'].entries())
      await folder.put(key, await picture(index))
    await folder.scan()
    for (const disk of ['nas', 'usb']) await leave(disk)
    await folder.scan()
    expect(await notes()).toEqual(['away nas/', 'away usb/'])
    for (const other of ['n', 'nas', 'usb/deep/', 'd.jpg', '../'])
      await expect(accepted({ folder: other })).rejects.toMatchObject({ code: 'conflict' })
    expect(await accepted({ folder: 'nas/' })).toMatchObject({ missing: 1, noted: 1 })
    expect(await notes()).toEqual(['away usb/'])
    expect(await folder.scan()).toMatchObject({ missing: 0, noted: 1 })
    // The whole is another question, and what was said of a folder does not answer it.
    await rename(folder.root, `${folder.root}-all`)
    await mkdir(folder.root)
    await acceptGone(anna(), { sourceId: folder.source.id, folder: 'usb/' })
    await world.until('it asks', async () => (await latestScanOf(world.db, folder.source.id))?.asksGone)
    expect(await folder.seen()).toEqual([
      '(nas/a.jpg: - private)',
      'd.jpg: - private',
      'usb/c.jpg: - private',
      'usb/deep/b.jpg: - private',
    ])
    await rm(folder.root, { recursive: true })
    await rename(`${folder.root}-all`, folder.root)
    await startScan(anna(), { sourceId: folder.source.id })
    await world.scanned(folder.source)
    for (const disk of ['nas', 'usb']) {
      await rm(at(disk), { recursive: true, force: true })
      await rename(`${folder.root}-${disk}`, at(disk))
    }
    expect(await folder.scan()).toMatchObject({ noted: 0 })
    expect((await world.photosOf(folder.source)).every(({ missingAt }) => missingAt === null)).toBe(true)
    await expect(accepted()).rejects.toMatchObject({ code: 'conflict' })
  })

  it('speaks, where none is named, for all folders that the last scan named; a third one stays', async () => {
    for (const [index, disk] of ['a', 'b', 'c'].entries()) await folder.put(`${disk}/p.jpg`, await picture(index))
    await folder.put('d.jpg', await picture(4))
    await folder.scan()
    for (const disk of ['a', 'b']) await leave(disk)
    await folder.scan()
    await leave('c')
    expect(await accepted()).toMatchObject({ missing: 2, noted: 1 })
    expect(await notes()).toEqual(['away c/'])
  })
})
