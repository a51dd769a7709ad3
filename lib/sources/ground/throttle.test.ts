import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { describe, expect, it } from 'vitest'
import { Throttle } from './throttle'

/** A clock that goes on only when somebody waits. */
function makeClock() {
  const clock = {
    at: 0,
    now: () => clock.at,
    async sleep(ms: number) {
      clock.at += ms
    },
  }
  return clock
}

async function pass(throttle: Throttle, chunks: number[]): Promise<number> {
  const body = throttle.through()
  const passing = pipeline(Readable.from(chunks.map((bytes) => Buffer.alloc(bytes))), body)
  const passed = await buffer(body)
  await passing
  return passed.length
}

describe('Throttle', () => {
  it.each([
    ['one body', [[10_000, 10_000, 10_000]]],
    ['several bodies one after the other', [[10_000], [10_000], [10_000]]],
    ['many small chunks', [Array.from({ length: 300 }, () => 100)]],
  ])('lets bytes through at the rate that is set: %s', async (_name, bodies) => {
    const clock = makeClock()
    const throttle = new Throttle(10_000, clock)
    for (const chunks of bodies) await pass(throttle, chunks)
    expect(throttle.bytes).toBe(30_000)
    expect(clock.at).toBeGreaterThanOrEqual(2_990)
    expect(clock.at).toBeLessThanOrEqual(3_010)
  })

  it('gives no credit for what was not read', async () => {
    const clock = makeClock()
    const throttle = new Throttle(10_000, clock)
    await pass(throttle, [1_000])
    clock.at += 60_000
    const before = clock.at
    await pass(throttle, [10_000])
    expect(clock.at - before).toBe(1_000)
  })

  it('never waits without a limit, and counts all the same', async () => {
    const clock = makeClock()
    const throttle = new Throttle(null, clock)
    expect(await pass(throttle, [5_000_000])).toBe(5_000_000)
    expect([clock.at, throttle.bytes]).toEqual([0, 5_000_000])
  })
})
