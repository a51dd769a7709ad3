import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { formatsTable } from '../testing/formats-table'

const PAGE = join(process.cwd(), 'docs/formats.md')
const TABLE = /^\| format .*?(?=\n\n)/ms

it('docs/formats.md says what happens to a file of each format', { timeout: 60_000 }, async () => {
  const table = await formatsTable()
  const page = readFileSync(PAGE, 'utf8')
  expect(TABLE.test(page)).toBe(true)
  await expect(page.replace(TABLE, table)).toMatchFileSnapshot(PAGE)
})
