import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { getTableColumns } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { photoRowColumns, photos } from './schema/photos'

const ROOT = path.join(import.meta.dirname, '..')

/** Statements that would read every column there is. */
const WHOLE = [
  /\.select\(\)\s*\.from\(photos\)/,
  /\.(insert|update|delete)\(photos\)((?!\.(insert|update|delete|select)\().)*?\.returning\(\)/s,
  /\bdb\.query\.photos\b/,
  /\bgetTableColumns\(photos\)/,
  /\bphotos\.\*/,
]

test('whole photos are read without the columns of searches', () => {
  const all = Object.keys(getTableColumns(photos))
  expect(all.filter((name) => !(name in photoRowColumns))).toEqual(['search', 'tagsFolded', 'detail'])
  const files = ['app', 'components', 'db', 'lib', 'scripts'].flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => path.join(folder, name)),
  )
  const sources = files.filter((file) => /(?<!\.test)\.tsx?$/.test(file) && file !== 'db/schema/photos.ts')
  const whole = sources.filter((file) => {
    const text = readFileSync(path.join(ROOT, file), 'utf8')
    return WHOLE.some((pattern) => pattern.test(text))
  })
  expect(whole).toEqual([])
})
