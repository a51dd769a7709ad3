import type { Instrumentation } from 'next'
import { notePageError } from './lib/http/page-trouble'
import { describeError, logEvent } from './lib/log'

/** Next calls this for every error of a page: one event with the pattern of its address and the digest that its reader is shown. Limits are no faults. */
export const onRequestError: Instrumentation.onRequestError = (error, _request, context) => {
  const limited = notePageError(error)
  const given = error instanceof Error && 'digest' in error ? String(error.digest) : ''
  const digest = /^\d{1,12}(@E\d+)?$/.test(given) ? given : undefined
  const level = limited ? 'info' : 'error'
  logEvent(level, limited ? 'page.limited' : 'page.failed', {
    route: context.routePath,
    digest,
    error: describeError(error),
  })
}
