// One photo's way into a zip: its bytes lie whole in a temporary file before the first of them is sent, so that a file that breaks off
// breaks no zip. A header that has been sent cannot be taken back.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '../context/context'
import { AppError } from '../errors/app-error'
import { toAppError } from '../errors/away'
import { isFull } from '../errors/full'
import { describeError, logEvent } from '../log'
import { readOriginal } from '../originals/read-original'
import { ObjectChanged } from '../storage/readers/trouble'
import { type KeptSpool, spool } from '../storage/spool'

export interface WantedEntry {
  id: string
  mine: boolean
  /** Where its bytes lie: a source's id, or `store`. */
  part: string
}

/** The file, or why it cannot be in the zip; `away` where its whole store or source may not answer. */
export type Prepared = { file: KeptSpool } | { reason: string; away: AppError | null }

/** Waits between tries of what does not answer, in milliseconds; a proxy in front gives up after a minute of silence. */
const WAITS_MS = [500, 2_000, 5_000]
/** Files in a row that could not be had of one part before it counts as away, and for how long it is then left alone. */
const MOST_IN_A_ROW = 2
const REST_MS = 30_000

/** Fetches files one by one, waits for what comes back soon, and leaves alone what stays away. */
export class EntryReader {
  readonly #ctx: Context
  readonly #waits: readonly number[]
  readonly #parts = new Map<string, { failures: number; until: number; reason: string }>()

  /** @param waits milliseconds between tries */
  constructor(ctx: Context, waits: readonly number[] = WAITS_MS) {
    this.#ctx = ctx
    this.#waits = waits
  }

  /** @param patient whether to wait and try again: not before the first byte, where a status still tells what is wrong */
  async prepare(entry: WantedEntry, patient: boolean, signal: AbortSignal): Promise<Prepared> {
    const part = this.#parts.get(entry.part) ?? { failures: 0, until: 0, reason: '' }
    this.#parts.set(entry.part, part)
    if (Date.now() < part.until) return { reason: part.reason, away: null }
    const waits = patient && part.failures < MOST_IN_A_ROW ? this.#waits : []
    for (let tries = 0; ; tries++) {
      const found = await this.#fetch(entry)
      if ('file' in found || found.away === null) {
        part.failures = 0
        return found
      }
      const wait = waits[tries]
      if (wait === undefined || signal.aborted) {
        part.failures += 1
        part.reason = found.reason
        if (part.failures >= MOST_IN_A_ROW) part.until = Date.now() + REST_MS
        return found
      }
      await sleep(wait)
    }
  }

  async #fetch({ id, mine }: WantedEntry): Promise<Prepared> {
    try {
      const { body } = await (await readOriginal(this.#ctx, { id, changed: mine })).open()
      return { file: await spool(body, Number.POSITIVE_INFINITY).catch(orNoRoom) }
    } catch (thrown) {
      return refusal(thrown, mine)
    }
  }
}

function orNoRoom(error: unknown): never {
  if (!isFull(error)) throw error
  throw new AppError('unavailable', 'The server has no room just now to prepare this file.', { cause: error })
}

function refusal(thrown: unknown, mine: boolean): Prepared {
  const error = toAppError(thrown)
  if (error.code === 'internal') logEvent('error', 'download.entry', { error: describeError(error.cause ?? error) })
  if (error.code === 'not_found') return { reason: mine ? 'Its file is not there any more.' : GONE, away: null }
  // What cannot be given at all nobody waits for; what is wrong with a source is for its owner.
  const told = mine || error.code === 'internal' || error.code === 'unprocessable'
  const reason = told ? error.message : 'It cannot be given just now.'
  const away = error.code === 'unavailable' && !(error instanceof ObjectChanged)
  return { reason, away: away ? error : null }
}

/** Said of what the actor may no longer see, without telling which of the two it is. */
export const GONE = 'It was deleted or is no longer shared.'
