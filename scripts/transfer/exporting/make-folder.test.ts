import { mkdtemp, readdir, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ExportFolder } from './export-folder'
import { makeFolder } from './make-folder'

let root = ''

beforeAll(async () => {
  root = await realpath(await mkdtemp(path.join(tmpdir(), 'albumen-make-')))
})
afterAll(() => rm(root, { recursive: true, force: true }))

describe('the folder of an export', () => {
  it('is made with those above it, and taken as it is where it stands', async () => {
    await makeFolder(path.join(root, 'a/b c/d'))
    await writeFile(path.join(root, 'a/b c/d/kept'), '')
    await makeFolder(path.join(root, 'a/b c/d'))
    await symlink(path.join(root, 'a'), path.join(root, 'link'))
    await makeFolder(path.join(root, 'link/e'))
    expect(await readdir(path.join(root, 'a/b c/d'))).toEqual(['kept'])
    expect((await readdir(path.join(root, 'a'))).sort()).toEqual(['b c', 'e'])
  })

  it('below a file is refused', async () => {
    await writeFile(path.join(root, 'file'), '')
    for (const folder of ['file', 'file/x'])
      await expect(ExportFolder.open(path.join(root, folder))).rejects.toThrow(/cannot be written: A file stands/)
  })

  it.runIf(process.platform === 'linux')('where the system takes none is refused at once', async () => {
    for (const folder of ['/proc/x', '/proc/x/y/z', '/proc'])
      await expect(ExportFolder.open(folder)).rejects.toThrow(`${folder} cannot be written: /proc takes no folders.`)
  })
})
