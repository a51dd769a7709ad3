import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { describe, expect, it, vi } from 'vitest'
import type { Database } from '@/db/client'
import { idempotencyKeys } from '@/db/schema/users'
import { withRollback } from '@/db/testing/database'
import { contextOf, makePerson } from '../auth/testing/person'
import { ANONYMOUS } from '../context/actor'
import type { Context } from '../context/context'
import { AppError } from '../errors/app-error'
import * as idempotency from './idempotency'

const post = (key: string | null, body = '{"a":1}', headers: Record<string, string> = {}) =>
  new Request('http://own.example/api/v1/albums', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...(key === null ? {} : { 'idempotency-key': key }), ...headers },
  })

/** As a route does it: a JSON body is read before, another one is left alone. */
async function remembered(...[ctx, request, name, run]: [Context, Request, string, () => Promise<Response>]) {
  const json = request.headers.get('content-type') === 'application/json'
  return idempotency.remembered(ctx, request, name, json ? await request.text() : null, run)
}

const counter = (status = 201) => {
  let runs = 0
  return vi.fn(async () => {
    runs += 1
    return status === 204 ? new Response(null, { status }) : Response.json({ runs }, { status })
  })
}

const once = async (db: Database) => ({ ctx: (await makePerson(db)).ctx, key: randomUUID(), run: counter() })

describe('an Idempotency-Key', () => {
  it('makes a retry answer as the first call did, without running again', () =>
    withRollback(async (db) => {
      const { ctx, key, run } = await once(db)
      const replies = [await remembered(ctx, post(key), 'x', run), await remembered(ctx, post(key), 'x', run)]
      expect(await Promise.all(replies.map(async (reply) => [reply.status, await reply.json()]))).toEqual([
        [201, { runs: 1 }],
        [201, { runs: 1 }],
      ])
      expect(run).toHaveBeenCalledTimes(1)
    }))

  it('keeps a reply without content too', () =>
    withRollback(async (db) => {
      const { ctx, key } = await once(db)
      const run = counter(204)
      await remembered(ctx, post(key), 'x', run)
      expect((await remembered(ctx, post(key), 'x', run)).status).toBe(204)
      expect(run).toHaveBeenCalledTimes(1)
    }))

  it('refuses another request under the same key', () =>
    withRollback(async (db) => {
      const { ctx, key, run } = await once(db)
      await remembered(ctx, post(key), 'x', run)
      await expect(remembered(ctx, post(key, '{"a":2}'), 'x', run)).rejects.toMatchObject({ code: 'unprocessable' })
    }))

  it('is its person’s and its route’s own', () =>
    withRollback(async (db) => {
      const { ctx, key, run } = await once(db)
      const other = await makePerson(db)
      await remembered(ctx, post(key), 'x', run)
      await remembered(other.ctx, post(key), 'x', run)
      await remembered(ctx, post(key), 'y', run)
      expect(run).toHaveBeenCalledTimes(3)
    }))

  it('tells a second call that the first still runs, and lets go of a call that failed', () =>
    withRollback(async (db) => {
      const { ctx, key } = await once(db)
      const failing = remembered(ctx, post(key), 'x', async () => {
        await expect(remembered(ctx, post(key), 'x', counter())).rejects.toMatchObject({ code: 'conflict' })
        throw new AppError('unavailable', 'The store is away.')
      })
      await expect(failing).rejects.toMatchObject({ code: 'unavailable' })
      expect((await remembered(ctx, post(key), 'x', counter())).status).toBe(201)
    }))

  it('is forgotten after 24 hours', () =>
    withRollback(async (db) => {
      const { ctx, key, run } = await once(db)
      await remembered(ctx, post(key), 'x', run)
      await db.update(idempotencyKeys).set({ createdAt: sql`now() - interval '24 hours 1 second'` })
      await remembered(ctx, post(key), 'x', run)
      expect(run).toHaveBeenCalledTimes(2)
    }))

  it.each(['', 'with space', 'ü', 'x'.repeat(201)])('may not be %j', (key) =>
    withRollback(async (db) => {
      const { ctx, run } = await once(db)
      const request = { method: 'POST', headers: { get: () => key } } as unknown as Request
      await expect(remembered(ctx, request, 'x', run)).rejects.toMatchObject({ code: 'invalid' })
    }),
  )

  it('does nothing for nobody, and without the header', () =>
    withRollback(async (db) => {
      const { ctx, key, run } = await once(db)
      await remembered(contextOf(db, ANONYMOUS), post(key), 'x', run)
      await remembered(contextOf(db, ANONYMOUS), post(key), 'x', run)
      await remembered(ctx, post(null), 'x', run)
      await remembered(ctx, post(null), 'x', run)
      expect(run).toHaveBeenCalledTimes(4)
    }))

  it('does not hold the body of an upload in memory', () =>
    withRollback(async (db) => {
      const { ctx, key, run } = await once(db)
      const request = post(key, 'bytes', { 'content-type': 'image/jpeg', 'content-length': '5' })
      await remembered(ctx, request, 'x', async () => {
        expect(await request.text()).toBe('bytes')
        return run()
      })
      expect(request.bodyUsed).toBe(true)
    }))
})
