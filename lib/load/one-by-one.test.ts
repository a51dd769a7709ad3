import { describe, expect, it } from 'vitest'
import { type Actor, ANONYMOUS } from '../context/actor'
import type { Context } from '../context/context'
import { oneByOne } from './one-by-one'
import { visitorsInTurn } from './visitors-in-turn'

/** Work that ends when the test says so. */
function held() {
  let end: () => void = () => undefined
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  return { ended, end: () => end() }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))
const waiting = { most: 2, refusal: () => new Error('full') }

describe('one by one', () => {
  it('begins the next when the last has ended, also when it failed', async () => {
    const log: string[] = []
    const first = held()
    const a = oneByOne('lane', waiting, async () => {
      log.push('a begins')
      await first.ended
      throw new Error('a fails')
    })
    const b = oneByOne('lane', waiting, async () => log.push('b begins'))
    await settled()
    expect(log).toEqual(['a begins'])
    first.end()
    await expect(a).rejects.toThrow('a fails')
    await b
    expect(log).toEqual(['a begins', 'b begins'])
  })

  it('refuses when too many wait, and takes more when they have gone; another lane is another', async () => {
    const first = held()
    const running = [oneByOne('lane', waiting, () => first.ended), oneByOne('lane', waiting, async () => undefined)]
    await expect(oneByOne('lane', waiting, async () => undefined)).rejects.toThrow('full')
    expect(await oneByOne('other', waiting, async () => 'done')).toBe('done')
    first.end()
    await Promise.all(running)
    expect(await oneByOne('lane', waiting, async () => 'done')).toBe('done')
  })
})

it('visitors wait for each other, and nobody who is logged in waits for them', async () => {
  const context = (actor: Actor) => ({ actor }) as Context
  const person = { kind: 'user', userId: 'a', username: 'a', name: 'A', role: 'user', sessionId: 's' } as const
  const first = held()
  const begun: string[] = []
  const read = (name: string, actor: Actor, until: Promise<void>) =>
    visitorsInTurn(context(actor), async () => {
      begun.push(name)
      await until
    })
  const all = [
    read('visitor', ANONYMOUS, first.ended),
    read('second visitor', ANONYMOUS, Promise.resolve()),
    read('person', person, Promise.resolve()),
  ]
  await settled()
  expect(begun).toEqual(['person', 'visitor'])
  first.end()
  await Promise.all(all)
  expect(begun).toEqual(['person', 'visitor', 'second visitor'])
})
