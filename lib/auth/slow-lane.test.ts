import { describe, expect, it } from 'vitest'
import { SLOW_LANE, SlowLanes } from './slow-lane'
import { HandClock } from './testing/hand-clock'

const KEY = 'ann from here'
const { firstMs, gatherMs, pauseMs, guesses } = SLOW_LANE
const limited = (seconds: number) => ({ code: 'rate_limited', retryAfterSeconds: seconds })

/** A lane of which the time is set by hand, and what was checked in it. */
function laneWith(random: () => number = () => 0.5) {
  const clock = new HandClock(random)
  const lanes = new SlowLanes(clock)
  const checked: string[] = []
  const guess = (password: string) =>
    lanes.check(KEY, password, async () => {
      checked.push(password)
      return password === 'right'
    })
  /** `right` or `wrong`, or the seconds somebody is told to wait. */
  const told = (password: string) =>
    guess(password).then(
      (matches) => (matches ? 'right' : 'wrong'),
      (error: { retryAfterSeconds: number }) => error.retryAfterSeconds,
    )
  return { clock, lanes, checked, guess, told }
}

describe('the slow lane', () => {
  it('gathers guesses for a moment, checks them, and says when it gathers again', async () => {
    const { clock, guess, checked, lanes } = laneWith()
    const waiting = [guess('wrong'), guess('right')]
    await clock.pass(firstMs - 1)
    expect(checked).toEqual([])
    await clock.pass(1)
    expect(await Promise.all(waiting)).toEqual([false, true])
    expect(lanes.secondsLeft(KEY)).toBe(pauseMs / 1000)
    await clock.pass(10_000)
    await expect(guess('right')).rejects.toMatchObject(limited(pauseMs / 1000 - 10))
    expect(checked).toEqual(['wrong', 'right'])
  })

  it.each([1, 2, 3, 5, 8, 13])(
    'lets a right password in at the time that was told, whoever tries another one every 700 ms; owner after %i tries',
    async (before) => {
      const { clock, told } = laneWith(Math.random)
      const attack = async (ms: number) => {
        for (let passed = 0; passed < ms; passed += 700) {
          void told(`guess ${clock.now()}`)
          await clock.pass(700)
        }
      }
      for (let n = 0; n < before; n += 1) await attack(700)
      let answer: string | number = 'none'
      const tries = [told('right')]
      tries[0]?.then((said) => {
        answer = said
      })
      await attack(firstMs + 700)
      // Told to come back: at that time, and as much later as a person may need.
      if (typeof answer === 'number') {
        await attack(answer * 1000 + 3000)
        tries.push(told('right'))
        await attack(gatherMs)
      }
      expect(await tries.at(-1)).toBe('right')
      expect(clock.now()).toBeLessThan(before * 700 + firstMs + pauseMs + 2 * gatherMs)
    },
  )

  it('never checks more guesses than it says, however many come', async () => {
    const { clock, told, checked } = laneWith(Math.random)
    for (let n = 0; n < 2000; n += 1) {
      void told(`guess ${n}`)
      await clock.pass(100)
    }
    const rounds = Math.ceil((2000 * 100) / (pauseMs + gatherMs)) + 1
    expect(checked.length).toBeGreaterThan(guesses)
    expect(checked.length).toBeLessThanOrEqual(rounds * guesses)
  })

  it('prefers nobody for being first, last or often: of more guesses chance takes some', async () => {
    let drawn = 0
    for (let round = 0; round < 300; round += 1) {
      const { clock, told } = laneWith(Math.random)
      const owner = round % 3
      const flood = (count: number) => Array.from({ length: count }, (_, n) => told(`guess ${owner} ${count} ${n}`))
      flood(owner * 20)
      const mine = told('right')
      flood(41 - owner * 20)
      await clock.pass(firstMs)
      if ((await mine) === 'right') drawn += 1
    }
    // 15 of 42 should be drawn, about 107 of 300: far from it on either side would be no fair lot.
    expect(drawn).toBeGreaterThan(60)
    expect(drawn).toBeLessThan(160)
  })

  it('checks the same password once for all who wait with it', async () => {
    const { clock, told, checked } = laneWith()
    const waiting = [...Array.from({ length: 100 }, () => told('the same')), told('right')]
    await clock.pass(firstMs)
    expect((await Promise.all(waiting)).at(-1)).toBe('right')
    expect(checked).toEqual(['the same', 'right'])
  })

  it('checks one at a time, of all lanes together', async () => {
    const clock = new HandClock()
    const lanes = new SlowLanes(clock)
    let now = 0
    let most = 0
    const check = async () => {
      now += 1
      most = Math.max(most, now)
      await new Promise(setImmediate)
      now -= 1
      return false
    }
    const waiting = ['ann', 'bob', 'eve'].flatMap((key) => ['a', 'b', 'c'].map((word) => lanes.check(key, word, check)))
    await clock.pass(firstMs)
    await Promise.all(waiting)
    expect(most).toBe(1)
  })

  it('a check that fails fails alone', async () => {
    const { clock, lanes, told } = laneWith()
    const broken = lanes.check(KEY, 'broken', () => Promise.reject(new Error('no memory')))
    const caught = broken.catch((error: Error) => error.message)
    const mine = told('right')
    await clock.pass(firstMs)
    expect(await caught).toBe('no memory')
    expect(await mine).toBe('right')
  })

  it('forgets a lane nobody waits in', async () => {
    const { clock, told } = laneWith()
    const first = told('wrong')
    await clock.pass(firstMs)
    await first
    await clock.pass(pauseMs + gatherMs)
    const again = told('right')
    await clock.pass(firstMs)
    expect(await again).toBe('right')
  })
})
