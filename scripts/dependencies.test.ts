import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const ROOT = path.join(import.meta.dirname, '..')
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8')
const { dependencies, devDependencies } = JSON.parse(read('package.json'))

/** Files that only tests, checks, benches and the build need. */
const ASIDE =
  /\.test\.tsx?$|\/testing\/|^scripts\/(asvs|bench|e2e|test|quick|structure-|check-|cited-|build)|decoder-bundle\.mjs$/

const FILES = ['app', 'components', 'lib', 'db', 'scripts']
  .flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
  )
  .filter((file) => /\.(tsx?|mjs|css)$/.test(file) && !ASIDE.test(file))
const PRODUCT = ['next.config.js', ...FILES].map((file) => read(file)).join('\n')

/** What the product names only as part of another, or where it is started. */
const IMPLIED = ['react-dom']

test('what runs in production is a dependency, and nothing else is', () => {
  const unused = Object.keys(dependencies).filter((name) => !PRODUCT.includes(name) && !IMPLIED.includes(name))
  expect(unused).toEqual([])
  const imported = (name: string) => new RegExp(`(from|import|import\\(|require\\() ?['"]${name}['"/]`).test(PRODUCT)
  // Its utilities are written into the build by what reads the style sheet.
  const early = Object.keys(devDependencies).filter((name) => name !== 'tailwindcss' && imported(name))
  expect(early).toEqual([])
})

test('the README says of every package why it is there', () => {
  const table = read('README.md').split('| dependency | why |')[1]?.split('\n\n')[0] ?? ''
  const said = new Set([...table.matchAll(/[@\w./-]+/g)].map(([name]) => name))
  const silent = Object.keys({ ...dependencies, ...devDependencies }).filter(
    (name) => !name.startsWith('@types/') && !said.has(name) && !said.has(name.replace('@aws-sdk/', '')),
  )
  expect(silent).toEqual([])
})
