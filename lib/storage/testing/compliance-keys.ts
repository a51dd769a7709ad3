import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { ObjectStore } from '../object-store'
import { listAll, optionsFor, readAll } from './bodies'

const HOSTILE_KEYS = [
  '', '.', '..', '/', 'a', 'a/', '/a.bin', '//a.bin', 'a//b.bin', '../a.bin', 'a/../b.bin', 'a/../../b.bin', './a.bin',
  'a/./b.bin', '.a.bin', 'a/.b.bin', '.tmp/a.bin', 'a..bin', 'a.b.bin', 'a.bin/', 'a.bin/b.bin', '..%2fa.bin',
  'a%2f..%2fb.bin', 'a\\..\\b.bin', 'C:a.bin', 'a\0.bin', 'a\n.bin', 'a.bin\n', 'a b.bin', 'A.bin', 'ä.bin', '日本.bin',
  'a?x.bin', 'a#x.bin', 'a&x.bin', 'a+x.bin', 'a~x.bin', '-a.bin', `${'a'.repeat(129)}.bin`, `${'a/'.repeat(9)}b.bin`,
  'a.toolongextension1', 'a.', '.bin', 'a/.bin',
] // biome-ignore format: a table

const keys = fc
  .tuple(
    fc.array(fc.stringMatching(/^[a-z0-9][a-z0-9_-]{0,5}$/), { minLength: 1, maxLength: 4 }),
    fc.stringMatching(/^[a-z0-9]{1,4}$/),
  )
  .map(([segments, extension]) => `${segments.join('/')}.${extension}`)

/** What every driver must do with keys: refuse what is none, list the others in order. @param current the store under test */
export function itHandlesKeys(current: () => ObjectStore): void {
  it('refuses every key that is none, in every method', async () => {
    const store = current()
    for (const key of HOSTILE_KEYS) {
      await expect(store.put(key, Buffer.from('x'), optionsFor(1)), key).rejects.toThrow('not a storage key')
      await expect(store.get(key), key).rejects.toThrow('not a storage key')
      await expect(store.head(key), key).rejects.toThrow('not a storage key')
      await expect(store.delete(key), key).rejects.toThrow('not a storage key')
      await expect(store.copy(key, 'a/b.bin', 'x'), key).rejects.toThrow('not a storage key')
      await expect(store.copy('a/b.bin', key, 'x'), key).rejects.toThrow('not a storage key')
    }
  })

  it('lists more than a page in byte order, below a prefix only', async () => {
    const store = current()
    const folder = `l${randomBytes(4).toString('hex')}`
    const wanted = Array.from({ length: 1_204 }, (_, n) => `${folder}/${n % 7}/${(n * 7919) % 100_003}.bin`)
    wanted.push(
      `${folder}-x.bin`,
      `${folder}.bin`,
      `${folder}0/a.bin`,
      `${folder}/0-a.bin`,
      `${folder}/0.bin`,
      `${folder}/0_/a.bin`,
    )
    const left = [...wanted]
    const writer = async () => {
      for (let key = left.pop(); key; key = left.pop()) await store.put(key, Buffer.from(key), optionsFor(key.length))
    }
    await Promise.all(Array.from({ length: 12 }, writer))
    const sorted = [...wanted].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    const found = await listAll(store, folder)
    expect(found.map((object) => object.key)).toEqual(sorted)
    expect(found.every((object) => object.bytes === object.key.length && object.etag !== '')).toBe(true)
    const inside = await listAll(store, `${folder}/3/1`)
    expect(inside.map((object) => object.key)).toEqual(sorted.filter((key) => key.startsWith(`${folder}/3/1`)))
    expect(inside.length).toBeGreaterThan(10)
    expect(await listAll(store, `${folder}/nothing`)).toEqual([])
  })

  it('agrees with a map about any keys', async () => {
    const store = current()
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(keys, { minLength: 1, maxLength: 8 }), async (some) => {
        const root = `p${randomBytes(6).toString('hex')}`
        const model = new Map(some.map((key) => [`${root}/${key}`, randomBytes(20)]))
        for (const [key, content] of model) await store.put(key, content, optionsFor(20, true))
        const found = await listAll(store, `${root}/`)
        expect(found.map((object) => object.key)).toEqual([...model.keys()].sort())
        for (const [key, content] of model) expect((await readAll(store, key)).equals(content)).toBe(true)
        for (const key of model.keys()) await store.delete(key)
        expect(await listAll(store, `${root}/`)).toEqual([])
      }),
      { numRuns: 15 },
    )
  })
}
