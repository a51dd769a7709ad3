import { expect, it } from 'vitest'
import type { Database } from '@/db/client'
import { withRollback } from '@/db/testing/database'
import { ANONYMOUS } from '../context/actor'
import type { Context } from '../context/context'
import { type Limit, SEARCHES } from './attempts'
import { AttemptsInBlocks } from './attempts-in-blocks'
import { countVisitorSearch } from './visitor-searches'

const LIMIT: Limit = { name: 'in blocks', count: 100, seconds: 60 }

/** How many of so many get through, one after another. */
async function through(db: Database, blocks: AttemptsInBlocks, times: number, subject = 'a'): Promise<number> {
  let passed = 0
  for (let time = 0; time < times; time += 1)
    await blocks.take(db, LIMIT, subject).then(
      () => {
        passed += 1
      },
      (error: { code: string; retryAfterSeconds: number }) => {
        expect(error.code).toBe('rate_limited')
        expect(error.retryAfterSeconds).toBeGreaterThan(0)
        expect(error.retryAfterSeconds).toBeLessThanOrEqual(60)
      },
    )
  return passed
}

it('lets through what the limit says, of each asker', () =>
  withRollback(async (db) => {
    const blocks = new AttemptsInBlocks()
    expect(await through(db, blocks, 150)).toBe(100)
    expect(await through(db, blocks, 30, 'b')).toBe(30)
  }))

it('is shared: two processes together let through no more than one', () =>
  withRollback(async (db) => {
    const [one, other] = [new AttemptsInBlocks(), new AttemptsInBlocks()]
    const first = await through(db, one, 50)
    const second = await through(db, other, 150)
    expect(first).toBe(50)
    // What the first has taken and not used is nobody else's.
    expect(second).toBe(40)
    expect(await through(db, one, 150)).toBe(10)
  }))

it('takes one block for many at once', () =>
  withRollback(async (db) => {
    const blocks = new AttemptsInBlocks()
    const settled = await Promise.allSettled(Array.from({ length: 130 }, () => blocks.take(db, LIMIT, 'a')))
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(100)
  }))

it('begins anew when the window has ended', () =>
  withRollback(async (db) => {
    let now = 0
    const blocks = new AttemptsInBlocks(() => now)
    expect(await through(db, blocks, 150)).toBe(100)
    now += 61_000
    // The database has its own clock: there the window goes on, and refuses for what is left of it.
    expect(await through(db, blocks, 1)).toBe(0)
    expect(await through(db, new AttemptsInBlocks(), 1)).toBe(0)
  }))

it('counts searches of visitors by address, and nobody else’s', () =>
  withRollback(async (db) => {
    const ask = (actor: object, address?: string) =>
      countVisitorSearch({ db, actor, ...(address ? { address } : {}) } as Context)
    for (let time = 0; time < SEARCHES.count; time += 1) await ask(ANONYMOUS, '192.0.2.77')
    await expect(ask(ANONYMOUS, '192.0.2.77')).rejects.toMatchObject({ code: 'rate_limited' })
    await ask(ANONYMOUS, '192.0.2.78')
    await ask({ kind: 'user', userId: 'x' }, '192.0.2.77')
    await ask({ kind: 'link', linkId: 'l' }, '192.0.2.77')
    await ask(ANONYMOUS)
  }))
