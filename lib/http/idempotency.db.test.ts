import { createHash, randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { describe, expect, it, vi } from 'vitest'
import { type Database, openDatabase } from '@/db/client'
import { idempotencyKeys, users } from '@/db/schema/users'
import { testPool, withRollback } from '@/db/testing/database'
import { contextOf, makePerson } from '../auth/testing/person'
import { ANONYMOUS, type TokenScope, type UserActor } from '../context/actor'
import type { Context } from '../context/context'
import { AppError } from '../errors/app-error'
import * as idempotency from './idempotency'
import { readMultipart } from './multipart'

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

function formPost(key: string, text: string, boundary = `b${randomUUID()}`) {
  const part = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n${text}\r\n`
  const headers = { 'idempotency-key': key, 'content-type': `multipart/form-data; boundary=${boundary}` }
  return new Request('http://own.example/api/v1/photos', {
    method: 'POST',
    body: `${part}--${boundary}--\r\n`,
    headers,
  })
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

  it('runs once of twenty calls at the same time, with a token', async () => {
    const db = openDatabase(testPool())
    const person = await makePerson(db)
    const { userId, username, name } = person.ctx.actor as UserActor
    const actor = {
      kind: 'token' as const,
      userId,
      username,
      name,
      role: 'user' as const,
      tokenId: randomUUID(),
      scopes: ['write' as const],
    }
    const ctx: Context = { ...person.ctx, actor }
    const key = randomUUID()
    let finish: () => void = () => undefined
    const gate = new Promise<void>((resolve) => {
      finish = resolve
    })
    const run = vi.fn(async () => {
      await gate
      return Response.json({ made: true }, { status: 201 })
    })
    try {
      let refused = 0
      const calls = Array.from({ length: 20 }, () =>
        remembered(ctx, post(key), 'x', run).then(
          ({ status }) => status,
          (error: AppError) => {
            refused += 1
            if (refused === 19) finish()
            return error.code
          },
        ),
      )
      expect((await Promise.all(calls)).sort()).toEqual([201, ...Array(19).fill('conflict')])
      expect((await remembered(ctx, post(key), 'x', run)).status).toBe(201)
      expect(run).toHaveBeenCalledTimes(1)
    } finally {
      finish()
      const kept = createHash('sha256').update(`${actor.tokenId}\nx\n${key}`).digest('hex')
      expect(await db.delete(idempotencyKeys).where(eq(idempotencyKeys.key, kept)).returning()).toHaveLength(1)
      await db.delete(users).where(eq(users.id, userId))
    }
  })

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

  it('is a token’s own', () =>
    withRollback(async (db) => {
      const { ctx, key, run } = await once(db)
      const { userId, username, name } = ctx.actor as UserActor
      const scopes: TokenScope[] = ['read', 'write']
      const as = (tokenId: string): Context => ({
        ...ctx,
        actor: { kind: 'token', userId, username, name, role: 'user', tokenId, scopes },
      })
      const [one, two] = [as(randomUUID()), as(randomUUID())]
      for (const each of [one, one, two, ctx]) await remembered(each, post(key), 'x', run)
      expect(run).toHaveBeenCalledTimes(3)
      await expect(remembered(one, post(key, '{"a":2}'), 'x', run)).rejects.toMatchObject({ code: 'unprocessable' })
    }))

  it('knows a form again by its bytes, whatever boundary a client draws for it', () =>
    withRollback(async (db) => {
      const { ctx, key } = await once(db)
      const run = vi.fn(async (request: Request) => {
        await readMultipart(request, async ({ body }) => void (await body.toArray()))
        return Response.json({ made: 1 }, { status: 201 })
      })
      const send = (request: Request) => idempotency.remembered(ctx, request, 'x', null, () => run(request))
      const big = 'y'.repeat(200_000)
      expect(await (await send(formPost(key, big))).json()).toEqual({ made: 1 })
      expect(await (await send(formPost(key, big))).json()).toEqual({ made: 1 })
      expect(await (await send(formPost(key, big, '-'.repeat(40)))).json()).toEqual({ made: 1 })
      for (const other of [`${big.slice(1)}z`, 'short', `${big}${big}`]) {
        await expect(send(formPost(key, other))).rejects.toMatchObject({ code: 'unprocessable' })
      }
      expect(run).toHaveBeenCalledTimes(1)
    }))

  it('is held for as long as its call runs', () =>
    withRollback(async (db) => {
      const { ctx, key, run } = await once(db)
      vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
      try {
        await remembered(ctx, post(key), 'x', async () => {
          await db.update(idempotencyKeys).set({ createdAt: sql`now() - interval '2 minutes'` })
          vi.advanceTimersByTime(20_000)
          const old = db.select().from(idempotencyKeys).where(sql`created_at < now() - interval '1 minute'`)
          await vi.waitFor(async () => expect(await old).toEqual([]))
          await expect(remembered(ctx, post(key), 'x', run)).rejects.toMatchObject({ code: 'conflict' })
          return run()
        })
        expect(vi.getTimerCount()).toBe(0)
      } finally {
        vi.useRealTimers()
      }
    }))
})
