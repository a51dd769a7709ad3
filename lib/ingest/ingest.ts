// The one road into the library: opened, read once, decoded, its renditions put, committed under the attempt's fence.
import type { Context } from '../context/context'
import type { DecodedPhoto } from '../imaging/decoded/decoded-photo'
import type { DecodeInput } from '../imaging/decoder/decoder-pool'
import { commitPhoto } from './commit'
import { judgeError, MOST_ATTEMPTS } from './ladder'
import type { OpenBody, Origin } from './origin'

export interface IngestTools {
  decoder: {
    decode(input: DecodeInput): Promise<DecodedPhoto>
  }
  /** Aborted when the worker must end: what was begun does not count as an attempt. */
  signal?: AbortSignal
}

/** `skipped`: nothing to decode, or another attempt took over. `waiting`: it is tried again. */
export type Outcome = 'ready' | 'failed' | 'waiting' | 'skipped'

/**
 * Brings one body into the library. May be run twice, be killed anywhere and run in two workers at once: the result is the same. Each attempt is
 * counted before the bytes are looked at; after three the body has failed with a reason.
 * @throws what is wrong with the database or with us, and what its origin throws on
 */
export async function ingest(ctx: Context, origin: Origin, tools: IngestTools): Promise<Outcome> {
  const number = await origin.begin()
  if (number === null) return 'skipped'
  try {
    if (number > MOST_ATTEMPTS) {
      await origin.fail(origin.crashed, true)
      return 'failed'
    }
    const opened = await origin.open()
    if (opened === null) return 'skipped'
    const decoded = await decode(opened, number, tools)
    const outcome = await commitPhoto(ctx, origin.decide(decoded))
    return outcome === 'saved' ? 'ready' : 'skipped'
  } catch (error) {
    return settleError(origin, error, { number, aborted: tools.signal?.aborted === true })
  }
}

/** A child that had this body before may be what was too much: each further attempt has one of its own. */
async function decode(opened: OpenBody, number: number, { decoder }: IngestTools): Promise<DecodedPhoto> {
  try {
    return await decoder.decode({ ...opened, fresh: number > 1 })
  } finally {
    opened.body.destroy()
  }
}

async function settleError(
  origin: Origin,
  thrown: unknown,
  attempt: { number: number; aborted: boolean },
): Promise<Outcome> {
  const error = attempt.aborted ? thrown : await origin.explain(thrown)
  const verdict = judgeError(error, attempt)
  switch (verdict.kind) {
    case 'give back':
      await origin.giveBack(error, verdict.seconds)
      return 'waiting'
    case 'retry':
      await origin.retry(error, verdict.seconds)
      return 'waiting'
    case 'fail':
      await origin.fail(verdict.reason, verdict.again)
      return 'failed'
    case 'not shown':
      await origin.notShown(verdict.reason)
      return 'failed'
    case 'gone':
      await origin.gone()
      return 'failed'
    case 'lost':
      return 'skipped'
    case 'throw':
      throw error
  }
}
