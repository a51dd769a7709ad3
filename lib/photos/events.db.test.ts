import { expect, test, vi } from 'vitest'
import { openDatabase } from '@/db/client'
import { listen } from '@/db/listen'
import { testDatabaseUrl, testPool, withRollback } from '@/db/testing/database'
import { EVENT_CHANNEL, parseNotification, tellPages } from './events'

const EVENT = { type: 'photo' as const, photoId: '01a1fe51-026c-75d7-9ea5-7f7c8cce28a6', status: 'ready' as const }

async function listening(test: (heard: string[], told: { gaps: number }) => Promise<void>) {
  const heard: string[] = []
  const told = { gaps: 0, errors: 0 }
  const stop = listen(testDatabaseUrl(), EVENT_CHANNEL, {
    onMessage: (payload) => heard.push(payload),
    onReconnect: () => void told.gaps++,
    onError: () => void told.errors++,
  })
  const db = openDatabase(testPool())
  try {
    await vi.waitFor(async () => {
      await tellPages(db, 'ready?', [EVENT])
      expect(heard.length).toBeGreaterThan(0)
    })
    await test(heard, told)
  } finally {
    await stop()
  }
}

const of = (heard: string[], userId: string) => heard.filter((payload) => parseNotification(payload)?.userId === userId)

test('an event is heard when its transaction commits, and not when it is rolled back', () =>
  listening(async (heard) => {
    await withRollback((db) => tellPages(db, 'rolled-back', [EVENT]))
    await tellPages(openDatabase(testPool()), 'committed', [EVENT])
    await vi.waitFor(() => expect(of(heard, 'committed')).toHaveLength(1))
    expect(of(heard, 'rolled-back')).toEqual([])
    expect(parseNotification(of(heard, 'committed')[0] as string)).toEqual({ userId: 'committed', event: EVENT })
  }))

test('a broken connection is opened again, and the gap is told', () =>
  listening(async (heard, told) => {
    const kill = `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'albumen-events'`
    await testPool().query(kill)
    await vi.waitFor(() => expect(told.gaps).toBe(1), 5_000)
    await tellPages(openDatabase(testPool()), 'after', [EVENT])
    await vi.waitFor(() => expect(of(heard, 'after')).toHaveLength(1))
  }))

test.each(['', 'null', '{}', '{"userId":1}', '{"userId":"a","event":{"type":"photo"}}', '[]'])(
  '%j is no event',
  (text) => {
    expect(parseNotification(text)).toBeNull()
  },
)
