import { createHash } from 'node:crypto'
import { and, eq, isNull, lt, sql } from 'drizzle-orm'
import { idempotencyKeys } from '@/db/schema/users'
import { type Actor, userIdOf } from '../context/actor'
import type { Context } from '../context/context'
import { AppError } from '../errors/app-error'
import { describeError, logEvent } from '../log'
import { digestForm, type FormDigest, isForm, watchForm } from './form-digest'

const KEY = /^[\x21-\x7e]{1,200}$/
/** A call says this often that it still runs; one that has not said so for a minute is gone. */
const PULSE_MS = 20_000
/** Boundaries differ in length from one attempt to the next, and stand before each part. */
const BOUNDARIES = 64 * 1024

/**
 * Answers a POST that carries an Idempotency-Key: a retry within 24 h gets the first call's reply; refusals are not
 * kept. Requests without the header, or by nobody, just run. A key
 * is of whoever used it: one session's or one token's.
 * @param text the JSON body as it was read; null for routes without one: forms are told apart by their bytes, which are
 *   looked at while they are read
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
  const form = text === null && isForm(request)
  const requestHash = hashOf(request, text)
  const kept = await claim(ctx, key, requestHash, form ? request : null)
  if (kept) return kept
  const digest = form ? watchForm(request) : null
  const pulse = setInterval(() => void beat(ctx, key), PULSE_MS)
  try {
    const response = await run()
    const body = await response.clone().text()
    const known = digest ? { requestHash: withForm(requestHash, digest) } : {}
    await ctx.db
      .update(idempotencyKeys)
      .set({ ...known, status: response.status, body })
      .where(eq(idempotencyKeys.key, key))
    return response
  } catch (error) {
    await ctx.db.delete(idempotencyKeys).where(eq(idempotencyKeys.key, key))
    throw error
  } finally {
    clearInterval(pulse)
  }
}

function callerOf(actor: Actor): string | null {
  if (actor.kind === 'token') return actor.tokenId
  return userIdOf(actor)
}

/** Of a form only what stands before its bytes. */
function hashOf(request: Request, text: string | null): string {
  const hash = createHash('sha256').update(`${new URL(request.url).search}\n`)
  return hash.update(text ?? (isForm(request) ? 'form' : describeBody(request.headers))).digest('hex')
}

/** Other streams are told apart by their announced type and length only. */
function describeBody(headers: Headers): string {
  return `${headers.get('content-type') ?? ''}\n${headers.get('content-length') ?? ''}`
}

function withForm(requestHash: string, digest: FormDigest): string {
  return `${requestHash} ${digest.bytes} ${digest.hex()}`
}

/** Keeps a claim from lapsing while a long upload runs. */
async function beat(ctx: Context, key: string): Promise<void> {
  try {
    const running = and(eq(idempotencyKeys.key, key), isNull(idempotencyKeys.status))
    await ctx.db.update(idempotencyKeys).set({ createdAt: sql`now()` }).where(running)
  } catch (error) {
    logEvent('warn', 'idempotency pulse', { error: describeError(error) })
  }
}

/**
 * The kept reply, or undefined when this call now holds the key. A claim without a reply lapses after a minute.
 * @param form read, and compared with the first call's, where there is a reply
 */
async function claim(
  ctx: Context,
  key: string,
  requestHash: string,
  form: Request | null,
): Promise<Response | undefined> {
  const lapsed = sql`now() - case when ${idempotencyKeys.status} is null then interval '1 minute' else interval '24 hours' end`
  await ctx.db.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, lapsed))
  const values = { key, requestHash, userId: userIdOf(ctx.actor) }
  const made = await ctx.db.insert(idempotencyKeys).values(values).onConflictDoNothing().returning()
  if (made.length > 0) return undefined
  const [first] = await ctx.db.select().from(idempotencyKeys).where(eq(idempotencyKeys.key, key))
  if (!first || first.status === null)
    throw new AppError('conflict', 'The first request with this Idempotency-Key still runs.')
  if (!(form ? await isSameForm(first.requestHash, requestHash, form) : first.requestHash === requestHash)) {
    throw new AppError('unprocessable', 'This Idempotency-Key was used for a different request.')
  }
  return new Response(first.body || null, { status: first.status, headers: { 'content-type': 'application/json' } })
}

async function isSameForm(first: string, requestHash: string, form: Request): Promise<boolean> {
  const [before, bytes, hex] = first.split(' ')
  return before === requestHash && hex === (await digestForm(form, Number(bytes) + BOUNDARIES))
}
