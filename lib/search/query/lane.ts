import type { Context } from '../../context/context'
import { AppError } from '../../errors/app-error'
import { dearly } from '../../load/dear'
import { isDearSimilar } from '../language/similar-value'
import { conditionCount, type Filter, someCondition } from '../language/terms'

/** A filter with more conditions than people set by hand is asked where it holds up nobody else, and so is what looks far for similar ones. */
const MOST_PLAIN = 10
/** Whether a filter costs no more than those that people set by hand. */
export function isPlain({ terms }: Filter): boolean {
  if (conditionCount(terms) > MOST_PLAIN) return false
  return !someCondition(terms, ({ is, value }) => is === 'similar' && isDearSimilar(value))
}

/** With all albums in it written out. */
const MOST_CONDITIONS = 400

/**
 * Asks a filter, in which albums are already written out, on the connections it deserves.
 * @throws AppError unprocessable for one with too many conditions; unavailable when a long one takes too long
 */
export async function inLane<T>(ctx: Context, filter: Filter, ask: (ctx: Context) => Promise<T>): Promise<T> {
  const conditions = conditionCount(filter.terms)
  if (conditions > MOST_CONDITIONS) {
    throw new AppError(
      'unprocessable',
      'The albums in this filter have too many conditions together. Name fewer of them.',
    )
  }
  return isPlain(filter) ? ask(ctx) : dearly(ctx, ask)
}
