import { describe, expect, it } from 'vitest'
import { deadCitations, undescribedRooms } from './cited-files'

const FILES = [
  'README.md',
  'docs/http.md',
  'docs/decisions/0001-first.md',
  'lib/http/route.ts',
  'app/(library)/page.tsx',
  'db/functions/search.sql',
]
const dead = (file: string, text: string) => deadCitations(new Map([[file, text]]), FILES)

describe('what leads somewhere', () => {
  it.each([
    ['README.md', 'See [the contract](docs/http.md#errors) and `lib/http/route`, in lib/http/ (docs/http.md).'],
    ['README.md', 'The page app/(library)/page.tsx, all of `db/functions`.'],
    ['docs/http.md', '[one](decisions/0001-first.md), [readme](../README.md), route.ts'],
    ['README.md', '[out](https://example.org/docs/none.md), https://example.org/none.ts, [here](#top)'],
    ['README.md', 'Tests are `*.test.ts`. Next.js and Node.js are no files.'],
    ['README.md', '```sh\ncp photo.sql my-own.md\n```'],
    ['lib/http/route.ts', "const name = 'lib/none.ts' // see docs/http.md\nimport '@/lib/none'"],
    ['lib/http/route.ts', '/** `PUT /photos/{id}/file` and image/jpeg. */\nexport const a = 1'],
    ['db/migrations/0001_first.sql', '-- as gone.md says'],
  ])('%s: %s', (file, text) => {
    expect(dead(file, text)).toEqual([])
  })
})

describe('what leads nowhere', () => {
  it.each([
    ['README.md', '[the contract](docs/none.md#errors)', 'docs/none.md'],
    ['README.md', 'rules of `api.md`', 'api.md'],
    ['README.md', 'in `lib/http/gone` and elsewhere', 'lib/http/gone'],
    ['README.md', '```\nPOST lib/http/gone\n```', 'lib/http/gone'],
    ['docs/http.md', '[readme](README.md)', 'README.md'],
    ['lib/http/route.ts', '/** As security.md says. */\nexport const a = 1', 'security.md'],
    ['lib/http/route.ts', 'const b = [\n  // as docs/none.md says\n  1,\n]\nexport default b', 'docs/none.md'],
    ['app/(library)/page.tsx', 'export default () => <p>{/* as ux.md says */}</p>', 'ux.md'],
    ['app/globals.css', '/* as ux.md says */', 'ux.md'],
    ['db/functions/search.sql', '-- called by lib/gone.ts', 'lib/gone.ts'],
  ])('%s: %s', (file, text, cited) => {
    const found = cited === 'README.md' ? deadCitations(new Map([[file, text]]), FILES.slice(1)) : dead(file, text)
    expect(found).toEqual([`${file}: cites ${cited}, which is not there`])
  })
})

it('asks for a row of each room, in the order of the list', () => {
  const page = '| `lib` | a | b |\n| `db` | a | b |\n'
  expect(undescribedRooms(['lib', 'db'], page)).toEqual([])
  expect(undescribedRooms(['lib', 'lib/new', 'db'], page)).toEqual([
    'docs/architecture.md: has no row for lib/new; scripts/structure-order.ts has it',
  ])
  expect(undescribedRooms(['db', 'lib'], page)).toEqual([
    'docs/architecture.md: lists the folders in another order than scripts/structure-order.ts',
  ])
  expect(undescribedRooms(['db'], page)).toEqual([
    'docs/architecture.md: has a row for lib, which scripts/structure-order.ts does not have',
  ])
})
