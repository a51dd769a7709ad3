import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hevcItem, hevcPicture, makeGrid, makeHeif } from '../testing/made-heif'
import { loadNativeHevc } from './hevc-native'

const installed = loadNativeHevc() !== null
if (!installed)
  console.warn('SKIPPED: FFmpeg as @node-webcodecs/static-* is not installed, or not made for this system.')

/** Without a log that can be looked at nothing is decoded, so this is tried in a process of its own. */
describe.skipIf(!installed)('HEVC decoded by FFmpeg', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'hevc-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  function run(files: Buffer[], withLog = true) {
    const names = files.map((bytes, index) => {
      const name = join(folder, `${index}.heic`)
      writeFileSync(name, bytes)
      return name
    })
    const log = openSync(join(folder, 'log'), 'a+')
    const args = ['--import', 'tsx', 'lib/imaging/testing/native-child.ts', ...names]
    const { stdout } = spawnSync(process.execPath, args, {
      stdio: ['ignore', 'pipe', withLog ? log : 'ignore'],
      env: { ...process.env, NODE_OPTIONS: '' },
    })
    closeSync(log)
    const lines = stdout.toString().trim().split('\n')
    return lines.map((line) => JSON.parse(line))
  }

  it('is what libheif decodes, to its rounding; what FFmpeg complains of is not taken, nor what is cut', () => {
    const grid = makeGrid(3, 2)
    const broken = Buffer.from(grid)
    // The last tile's slice (four bytes of length, two of its head) names parameters that are not there.
    broken[grid.length - hevcPicture().data.length + 6] = 0x82
    const found = run([makeHeif([hevcItem()]), grid, broken, grid.subarray(0, grid.length - 30), grid])
    expect(found.map(({ native }) => native)).toEqual([true, true, false, false, true])
    for (const { apart } of [found[0], found[1], found[4]])
      for (const value of apart) expect([0, 1, 2]).toContain(value)
    expect(found.map(({ log }) => log)).toEqual([0, 0, 0, 0, 0])
  })

  it('is not, where its complaints would not be seen', () => {
    expect(run([makeHeif([hevcItem()])], false)).toMatchObject([{ native: false, libheif: true }])
  })
})
