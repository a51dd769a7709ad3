import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { folderTitles, planImport } from './import-plan'
import { scanFolder } from './scan-folder'

let root = ''
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'albumen-plan-'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

async function planOf(files: Record<string, string | Buffer>) {
  for (const [file, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true })
    await writeFile(path.join(root, file), content)
  }
  return planImport(await scanFolder(root), { visibility: 'private', albumFromFolder: true })
}

describe('the plan of a folder', () => {
  it.each(['', '{}', '{"format":"albumen-library","version":2}', '['.repeat(100_000)])(
    'refuses an albumen.json that it does not know (%#)',
    async (text) => {
      await expect(planOf({ 'albumen.json': text, 'a.jpg': 'x' })).rejects.toThrow('To import the files alone')
    },
  )

  it('takes names that are no UTF-8, and notes that are too large or broken for none', async () => {
    const latin = Buffer.concat([Buffer.from(`${root}/caf`), Buffer.from([0xe9]), Buffer.from('.jpg')])
    await writeFile(latin, 'x')
    const plan = await planOf({
      'a.jpg': 'x',
      'a.jpg.json': `{"title":"${'x'.repeat(2 * 1024 * 1024)}"}`,
      'b.jpg': 'x',
      'b.jpg.json': '{"title":',
    })
    expect(plan.files.map(({ filename, details }) => [filename, details])).toEqual([
      ['a.jpg', {}],
      ['b.jpg', {}],
      ['café.jpg', {}],
    ])
    expect(plan.failed).toEqual([{ file: 'a.jpg.json', reason: expect.stringContaining('larger than') }])
  })
})

it('names albums after folders, with those above where several are called so', () => {
  expect([...folderTitles(['', 'Berlin', '2019/Rome', '2020/Rome'], 'Photos')]).toEqual([
    ['', 'Photos'],
    ['Berlin', 'Berlin'],
    ['2019/Rome', '2019 / Rome'],
    ['2020/Rome', '2020 / Rome'],
  ])
})
