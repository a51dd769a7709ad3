import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withRollback } from '@/db/testing/database'
import { makePhoto } from '@/db/testing/factories'
import { inWorld } from '../../photos/testing/world'
import { printsOf } from '../../similar/list-similar'
import { parseFilter } from '../language/filter'
import { isPlain } from './lane'
import { listPhotos } from './page'

/** Other ones whichever way it is turned. */
const unevenBits = (length: number) => Array.from({ length }, (_, n) => ((n * n * 7 + n * 3) % 11) % 2).join('')
const UNEVEN = { hash: unevenBits(128), detail: unevenBits(512) }

const bitsOf = (length: number) =>
  fc.bigInt({ min: 0n, max: (1n << BigInt(length)) - 1n }).map((number) => number.toString(2).padStart(length, '0'))

test('the database turns prints as the code does', () =>
  withRollback((db) =>
    fc.assert(
      fc.asyncProperty(
        bitsOf(128),
        bitsOf(512),
        fc.boolean(),
        fc.boolean(),
        async (hash, detail, mirrored, rotated) => {
          const { rows } = await db.execute<{ hash: string; detail: string }>(
            sql`select hash::text, detail::text from public.turned_prints(${hash}::bit(128), ${detail}::bit(512), ${mirrored}::boolean, ${rotated}::boolean)`,
          )
          const turns = { mirrored: `${mirrored}`, rotated: `${rotated}` } as const
          expect(rows).toEqual(printsOf({ hash, detail }, turns))
        },
      ),
      { numRuns: 40 },
    ),
  ))

test(
  'mirrored and turned ones are held where the filter asks for them; such a filter waits among the dear ones',
  inWorld(async ({ db, anna, as }) => {
    const [plain, turned, , , mirrored, both] = printsOf(UNEVEN, { mirrored: 'true', rotated: 'true' })
    const ids: string[] = []
    for (const print of [plain, mirrored, turned, both]) ids.push((await makePhoto(db, anna.id, { ...print })).id)
    const found = async (words: string) => {
      const filter = parseFilter(new URLSearchParams({ similar: `${ids[0]}${words}` }))
      const held = (await listPhotos(as(anna), { filter })).items.map(({ id }) => id)
      return ids.map((id) => held.includes(id))
    }
    expect(await found(',edited')).toEqual([true, false, false, false])
    expect(await found(',mirrored')).toEqual([true, true, false, false])
    expect(await found(',rotated,same')).toEqual([true, false, true, false])
    expect(await found(',same,rotated,mirrored')).toEqual([true, true, true, true])
    const plainly = (words: string) => isPlain(parseFilter(new URLSearchParams({ q: `-similar:${ids[0]}${words}` })))
    expect(['', ',edited', ',20', ',looks-alike', ',mirrored', ',rotated'].map(plainly)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ])
  }),
)
