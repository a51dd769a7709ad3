import { beforeEach, expect, test, vi } from 'vitest'
import type { UserActor } from '../context/actor'
import type { Subscriber } from './event-hub'
import { openEventStream } from './event-stream'

const hub = vi.hoisted(() => ({ subscribers: new Set<Subscriber>(), count: 0 }))

vi.mock('./event-hub', () => ({
  subscribe: (_userId: string, subscriber: Subscriber) => {
    hub.subscribers.add(subscriber)
    return () => hub.subscribers.delete(subscriber)
  },
  countSubscribers: () => hub.count,
}))

const user: UserActor = { kind: 'user', userId: 'u', username: 'u', name: 'U', role: 'user', sessionId: 's' }
const EVENT = { type: 'photo' as const, photoId: 'p', status: 'ready' as const }

function open(stillAllowed = async () => true) {
  const client = new AbortController()
  const reader = openEventStream({ user, signal: client.signal, stillAllowed }).getReader()
  const next = async () => {
    const { done, value } = await reader.read()
    return done ? null : Buffer.from(value).toString()
  }
  return { client, next, reader, only: () => [...hub.subscribers][0] as Subscriber }
}

beforeEach(() => {
  hub.subscribers.clear()
  hub.count = 0
  vi.useFakeTimers()
  return () => void vi.useRealTimers()
})

test('events and gaps are told', async () => {
  const { next, only, client } = open()
  expect(await next()).toContain(': listening')
  only().onEvent(EVENT)
  expect(await next()).toBe(`event: photo\ndata: ${JSON.stringify(EVENT)}\n\n`)
  only().onGap()
  expect(await next()).toBe('event: gap\ndata: {}\n\n')
  client.abort()
  expect(await next()).toBeNull()
  expect(hub.subscribers.size).toBe(0)
})

test('a beat every 25 seconds, until the session has ended', async () => {
  let allowed: boolean | Error = true
  const { next } = open(async () => {
    if (allowed instanceof Error) throw allowed
    return allowed
  })
  await next()
  await vi.advanceTimersByTimeAsync(25_000)
  expect(await next()).toBe(': still here\n\n')
  allowed = new Error('the database is away')
  await vi.advanceTimersByTimeAsync(25_000)
  expect(await next()).toBe(': still here\n\n')
  allowed = false
  await vi.advanceTimersByTimeAsync(25_000)
  expect(await next()).toBeNull()
  expect(hub.subscribers.size).toBe(0)
  expect(vi.getTimerCount()).toBe(0)
})

test('nothing is told after the session has ended, be it a moment ago', async () => {
  let allowed: boolean | Error = true
  const { next, only } = open(async () => {
    if (allowed instanceof Error) throw allowed
    return allowed
  })
  await next()
  allowed = new Error('the database is away')
  only().onEvent(EVENT)
  expect(await next()).toBe('event: gap\ndata: {}\n\n')
  allowed = false
  only().onEvent(EVENT)
  only().onEvent(EVENT)
  expect(await next()).toBeNull()
  expect(hub.subscribers.size).toBe(0)
})

test('events keep their order while the session is asked for', async () => {
  const { next, only } = open(() => new Promise((resolve) => setTimeout(resolve, 10, true)))
  await next()
  const names = ['a', 'b', 'c']
  for (const photoId of names) only().onEvent({ ...EVENT, photoId })
  await vi.advanceTimersByTimeAsync(30)
  for (const photoId of names) expect(await next()).toContain(`"photoId":"${photoId}"`)
})

test('a reader that leaves, or never reads, holds nothing', async () => {
  const leaving = open()
  await leaving.reader.cancel()
  expect(hub.subscribers.size).toBe(0)
  const { only } = open()
  const idle = only()
  for (let n = 0; n < 1_000; n++) idle.onEvent(EVENT)
  expect(hub.subscribers.size).toBe(0)
  expect(vi.getTimerCount()).toBe(0)
})

test('too many streams of one person are refused', () => {
  hub.count = 30
  expect(() => open()).toThrow('Too many pages')
})
