import { expect, it } from 'vitest'
import { checkStructure, rulesInSql } from './structure-rules'

/** As a file writes it: between the quotes of a template, with a column put in. */
const sqlOf = (column: string, rest = '') => `sql\`$\{${column}}${rest}\``

it.each([
  "sql`visibility = 'public'`",
  sqlOf('photos.visibility', " = 'public'"),
  "eq(photos.visibility, 'public')",
  "eq(p.visibility, 'public')",
  "ne(photos.visibility, 'private')",
  "inArray(photos.visibility, ['public'])",
  "sql`p.visibility <> 'private'`",
  "sql`p.visibility in ('public')`",
  'sql`select id from users where disabled_at is null`',
  'isNull(users.disabledAt)',
  sqlOf('owner.disabledAt', ' is null'),
  'sql`u.show_location`',
  'eq(users.showLocation, true)',
  sqlOf('users.allowOriginals'),
])('a second spelling of who may see what: %s', (rule) => {
  expect(checkStructure(new Map([['lib/photos/x.ts', `export const x = ${rule}`]]))).toEqual([
    expect.stringMatching(/^lib\/photos\/x.ts: spells who may see what .* lib\/access$/),
  ])
})

it.each([
  ['in its home', 'lib/access/x.ts', "eq(photos.visibility, 'public')"],
  ['what is private to its owner', 'lib/photos/x.ts', "eq(photos.visibility, 'private')"],
  ['what a screen shows', 'components/photos/x.ts', "photo.visibility === 'public'"],
  ['who may log in', 'lib/auth/x.ts', 'isNull(users.disabledAt)'],
])('no second spelling: %s', (_name, file, text) => {
  expect(checkStructure(new Map([[file, `export const x = ${text}`]]))).toEqual([])
})

it.each([
  ['db/functions/facts.sql', "when p.visibility = 'public' then", 1],
  ['db/functions/cells.sql', 'where u.disabled_at is null', 1],
  ['db/functions/cells.sql', "where p.visibility in ('public')", 1],
  ['db/functions/access.sql', "select visibility = 'public'", 0],
  ['db/functions/facts.sql', 'when public.photo_is_public(p.visibility, p.status, p.deleted_at) then', 0],
  ['db/migrations/0001_x.sql', "where visibility = 'public'", 0],
])('in %s: %s', (file, text, faults) => {
  expect(rulesInSql(new Map([[file, text]]))).toHaveLength(faults)
})
