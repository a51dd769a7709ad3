import { createHash } from 'node:crypto'
import { eq, lt, sql } from 'drizzle-orm'
import { idempotencyKeys } from '@/db/schema/users'
import { type Actor, userIdOf } from '../context/actor'
import type { Context } from '../context/context'
import { AppError } from '../errors/app-error'

const KEY = /^[\x21-\x7e]{1,200}$/

/**
 * Answers a POST that carries an Idempotency-Key: a retry within 24 h gets the first call's reply; only replies below
 * 500 are kept. Requests without the header, or by nobody, just run. A key
 * is of whoever used it: one session's or one token's.
 * @param text the JSON body as it was read; null for routes without one, whose requests are told apart by type and length
 * @throws AppError invalid (bad key), conflict (first call still runs), unprocessable (same key, other request)
 */
export async function remembered(
  ctx: Context,
  request: Request,
  name: string,
  text: string | null,
  run: () => Promise<Response>,
): Promise<Response> {
  const given = request.headers.get('idempotency-key')
  const caller = callerOf(ctx.actor)
  if (given === null || request.method !== 'POST' || !caller) return run()
  if (!KEY.test(given)) throw new AppError('invalid', 'Idempotency-Key: 1 to 200 printable characters')
  const key = createHash('sha256').update(`${caller}\n${name}\n${given}`).digest('hex')
  const requestHash = hashOf(request, text)
  const kept = await claim(ctx, key, requestHash)
  if (kept) return kept
  try {
    const response = await run()
    const body = await response.clone().text()
    await ctx.db.update(idempotencyKeys).set({ status: response.status, body }).where(eq(idempotencyKeys.key, key))
    return response
  } catch (error) {
    await ctx.db.delete(idempotencyKeys).where(eq(idempotencyKeys.key, key))
    throw error
  }
}

function callerOf(actor: Actor): string | null {
  if (actor.kind === 'token') return actor.tokenId
  return userIdOf(actor)
}

/** Files are told apart by their announced type and length only: their bytes are not to be held in memory. */
function hashOf(request: Request, text: string | null): string {
  const hash = createHash('sha256').update(`${new URL(request.url).search}\n`)
  const { headers } = request
  return hash
    .update(text ?? `${headers.get('content-type') ?? ''}\n${headers.get('content-length') ?? ''}`)
    .digest('hex')
}

/** The kept reply, or undefined when this call now holds the key. A claim without a reply lapses after a minute. */
async function claim(ctx: Context, key: string, requestHash: string): Promise<Response | undefined> {
  const lapsed = sql`now() - case when ${idempotencyKeys.status} is null then interval '1 minute' else interval '24 hours' end`
  await ctx.db.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, lapsed))
  const made = await ctx.db.insert(idempotencyKeys).values({ key, requestHash }).onConflictDoNothing().returning()
  if (made.length > 0) return undefined
  const [first] = await ctx.db.select().from(idempotencyKeys).where(eq(idempotencyKeys.key, key))
  if (!first || first.status === null)
    throw new AppError('conflict', 'The first request with this Idempotency-Key still runs.')
  if (first.requestHash !== requestHash) {
    throw new AppError('unprocessable', 'This Idempotency-Key was used for a different request.')
  }
  return new Response(first.body || null, { status: first.status, headers: { 'content-type': 'application/json' } })
}
