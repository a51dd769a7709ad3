import { PassThrough, pipeline, Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { ExactBody } from './exact-body'
import { codeOf, streamOf } from './testing/bodies'

function through(source: Readable, bytes: number, stallMs?: number): ExactBody {
  const body = new ExactBody(bytes, stallMs)
  pipeline(source, body, () => undefined)
  return body
}

describe('ExactBody', () => {
  it('passes what is whole', async () => {
    const content = Buffer.alloc(300_000, 7)
    expect((await buffer(through(streamOf([content]), content.length))).equals(content)).toBe(true)
    expect((await buffer(through(streamOf([]), 0))).length).toBe(0)
  })

  it.each([
    ['is short', streamOf([Buffer.alloc(9)])],
    ['is long', streamOf([Buffer.alloc(11)])],
    ['is empty', streamOf([])],
    ['fails', streamOf([Buffer.alloc(5)], new Error('broken'))],
  ])('is unavailable when the store %s', async (_name, source) => {
    expect(await codeOf(buffer(through(source, 10)))).toBe('unavailable')
  })

  it('is unavailable when the source is destroyed without a word', async () => {
    const source = new PassThrough()
    const reading = codeOf(buffer(through(source, 10)))
    source.write('12345')
    setImmediate(() => source.destroy())
    expect(await reading).toBe('unavailable')
  })

  it('gives up on a store that stalls, and destroys it', async () => {
    const source = new PassThrough()
    source.write('12345')
    expect(await codeOf(buffer(through(source, 10, 30)))).toBe('unavailable')
    expect(source.destroyed).toBe(true)
  })

  it('has patience with a slow reader', async () => {
    const content = Buffer.alloc(400_000, 1)
    const body = through(
      Readable.from([content.subarray(0, 200_000), content.subarray(200_000)], { objectMode: false }),
      400_000,
      20,
    )
    let seen = 0
    for await (const chunk of body) {
      await sleep(60)
      seen += chunk.length
    }
    expect(seen).toBe(400_000)
  })

  it('destroys its source with itself', async () => {
    const source = new PassThrough()
    const body = through(source, 10)
    body.destroy()
    await sleep(5)
    expect(source.destroyed).toBe(true)
  })
})
