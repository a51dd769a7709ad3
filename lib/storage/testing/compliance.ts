import { createHash, randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import type { ObjectStore } from '../object-store'
import { verifiedBody } from '../verified-body'
import { codeOf, heldStream, listAll, newKey, optionsFor, readAll, streamOf } from './bodies'
import { itHandlesKeys } from './compliance-keys'

/** Small enough to be collected by the S3 driver, and large enough to be streamed. */
const SIZES = [1, 1000, 700_000]

/**
 * What every driver must do, whatever lies below it.
 * @param open gives an empty store; called once
 */
export function describeObjectStore(name: string, open: () => Promise<ObjectStore>): void {
  describe(`object store: ${name}`, () => {
    let store: ObjectStore
    beforeAll(async () => {
      store = await open()
    })

    it('can be used', () => store.check())

    it.each(SIZES)('gives back the %i bytes it was given, as a buffer and as a stream', async (size) => {
      const content = randomBytes(size)
      const [a, b] = [newKey(), newKey()]
      await store.put(a, content, optionsFor(size))
      await store.put(b, streamOf([content.subarray(0, size >> 1), content.subarray(size >> 1)]), optionsFor(size))
      expect((await readAll(store, a)).equals(content)).toBe(true)
      expect((await readAll(store, b)).equals(content)).toBe(true)
      const { etag, body } = await store.get(a)
      body.destroy()
      expect(await store.head(a)).toMatchObject({ bytes: size, etag })
    })

    it('keeps an empty object, and refuses bytes announced as none', async () => {
      const [empty, full] = [newKey(), newKey()]
      await store.put(empty, streamOf([]), optionsFor(0))
      expect((await readAll(store, empty)).length).toBe(0)
      expect(await codeOf(store.put(full, streamOf([Buffer.from('x')]), optionsFor(0)))).toBe('unprocessable')
      expect(await codeOf(store.head(full))).toBe('not_found')
    })

    it('reads ranges and knows the whole size', async () => {
      const content = randomBytes(100_000)
      const key = newKey()
      await store.put(key, content, optionsFor(content.length))
      const ranges: [number, number | undefined][] = [
        [0, 0],
        [0, undefined],
        [5, 9],
        [99_999, undefined],
        [70_000, 999_999],
        [0, 99_999],
      ]
      for (const [start, end] of ranges) {
        const range = end === undefined ? { start } : { start, end }
        const found = await store.get(key, range)
        expect(found.bytes).toBe(100_000)
        found.body.destroy()
        expect(
          (await readAll(store, key, range)).equals(content.subarray(start, end === undefined ? undefined : end + 1)),
        ).toBe(true)
      }
      expect(await codeOf(store.get(key, { start: 100_000 }))).toBe('invalid')
      expect(await codeOf(store.get(newKey(), { start: 0 }))).toBe('not_found')
    })

    it('knows what is missing, and deletes it without complaint', async () => {
      const key = newKey()
      expect(await codeOf(store.get(key))).toBe('not_found')
      expect(await codeOf(store.head(key))).toBe('not_found')
      await store.delete(key)
      await store.put(key, Buffer.from('x'), optionsFor(1))
      await store.delete(key)
      expect(await codeOf(store.get(key))).toBe('not_found')
      expect(await listAll(store, key)).toEqual([])
    })

    it.each(SIZES)('shows nothing of an object of %i bytes before it is whole', async (size) => {
      const [fresh, replaced] = [newKey(), newKey()]
      const old = randomBytes(50)
      const content = randomBytes(size)
      await store.put(replaced, old, optionsFor(50))
      const [first, second] = [heldStream(content), heldStream(content)]
      const writing = [
        store.put(fresh, first.body, optionsFor(size)),
        store.put(replaced, second.body, optionsFor(size)),
      ]
      await sleep(100)
      expect(await codeOf(store.head(fresh))).toBe('not_found')
      expect(await listAll(store, fresh)).toEqual([])
      expect((await readAll(store, replaced)).equals(old)).toBe(true)
      first.release()
      second.release()
      await Promise.all(writing)
      expect((await readAll(store, fresh)).equals(content)).toBe(true)
      expect((await readAll(store, replaced)).equals(content)).toBe(true)
    })

    it.each(SIZES)('rethrows the error of a body of %i bytes and keeps nothing of it', async (size) => {
      const failure = new Error('the phone lost its network')
      const content = randomBytes(size)
      const [fresh, replaced] = [newKey(), newKey()]
      await store.put(replaced, Buffer.from('old'), optionsFor(3))
      for (const key of [fresh, replaced]) {
        const late = store.put(key, streamOf([content], failure), optionsFor(size))
        await expect(late).rejects.toBe(failure)
        const half = store.put(key, streamOf([content.subarray(0, size >> 1)], failure), optionsFor(size))
        await expect(half).rejects.toBe(failure)
      }
      await sleep(100)
      expect(await codeOf(store.head(fresh))).toBe('not_found')
      expect((await readAll(store, replaced)).toString()).toBe('old')
    })

    it('survives a body that fails before anybody reads it, and one that is simply destroyed', async () => {
      const failure = new Error('gone')
      const body = new Readable({ read() {} })
      const key = newKey()
      const writing = store.put(key, body, optionsFor(10))
      body.destroy(failure)
      await expect(writing).rejects.toBe(failure)
      const silent = new Readable({ read() {} })
      const waiting = store.put(key, silent, optionsFor(10))
      silent.push('12345')
      setTimeout(() => silent.destroy(), 20)
      await expect(waiting).rejects.toThrow()
      expect(await codeOf(store.head(key))).toBe('not_found')
    })

    it.each(SIZES)('refuses a body that is not exactly %i bytes long', async (size) => {
      const content = randomBytes(size + 1)
      const bodies = [
        [content.subarray(0, size - 1)],
        [content],
        [content.subarray(0, size), content.subarray(size)],
        [content.subarray(0, size), randomBytes(100_000)],
      ]
      for (const chunks of bodies) {
        const key = newKey()
        expect(await codeOf(store.put(key, streamOf(chunks), optionsFor(size)))).toBe('unprocessable')
        expect(await codeOf(store.head(key))).toBe('not_found')
      }
    })

    it.each(SIZES)('keeps %i bytes through a verified body only if their SHA-256 is right', async (size) => {
      const content = randomBytes(size)
      const sha256 = createHash('sha256').update(content).digest('hex')
      const [right, wrong] = [newKey(), newKey()]
      const body = verifiedBody(streamOf([content]), { bytes: size, sha256: sha256.toUpperCase() })
      await store.put(right, body, optionsFor(size, true))
      expect(body.sha256).toBe(sha256)
      const other = verifiedBody(streamOf([content]), {
        bytes: size,
        sha256: sha256.replace(/^./, (c) => (c === '0' ? '1' : '0')),
      })
      expect(await codeOf(store.put(wrong, other, optionsFor(size, true)))).toBe('unprocessable')
      expect(await codeOf(store.head(wrong))).toBe('not_found')
    })

    it('lets exactly one of fifty create a key, and shows that one', async () => {
      const key = newKey()
      const contents = Array.from({ length: 50 }, (_, index) => Buffer.alloc(2000, index))
      const codes = await Promise.all(
        contents.map((content) => codeOf(store.put(key, content, optionsFor(2000, true)))),
      )
      const winners = codes.flatMap((code, index) => (code === 'none' ? [index] : []))
      expect(winners).toHaveLength(1)
      expect(codes.filter((code) => code === 'conflict')).toHaveLength(49)
      expect((await readAll(store, key)).equals(contents[winners[0] as number] as Buffer)).toBe(true)
    })

    it('leaves one whole object after fifty overwrites at once', async () => {
      const key = newKey()
      const contents = Array.from({ length: 50 }, (_, index) => Buffer.alloc(3000 + index, index))
      await Promise.all(contents.map((content) => store.put(key, content, optionsFor(content.length))))
      const found = await readAll(store, key)
      expect(contents.some((content) => content.equals(found))).toBe(true)
    })

    it('copies only what is still the same', async () => {
      const [from, to] = [newKey(), newKey('copies')]
      const { etag } = await store.put(from, Buffer.from('first'), optionsFor(5))
      expect(await codeOf(store.copy(newKey(), to, etag))).toBe('not_found')
      expect(await codeOf(store.copy(from, to, 'another'))).toBe('conflict')
      expect(await codeOf(store.head(to))).toBe('not_found')
      await store.copy(from, to, etag)
      await store.put(from, Buffer.from('second'), optionsFor(6))
      expect(await codeOf(store.copy(from, to, etag))).toBe('conflict')
      await store.delete(from)
      expect((await readAll(store, to)).toString()).toBe('first')
    })

    itHandlesKeys(() => store)
  })
}
