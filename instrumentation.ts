import type { Instrumentation } from 'next'
import { notePageError } from './lib/http/page-trouble'
import { describeError, logEvent } from './lib/log'

/** Next calls this for every error of a page: one event with the pattern of its address and the digest that its reader is shown. */
export const onRequestError: Instrumentation.onRequestError = (error, _request, context) => {
  notePageError(error)
  const given = error instanceof Error && 'digest' in error ? String(error.digest) : ''
  const digest = /^\d{1,12}(@E\d+)?$/.test(given) ? given : undefined
  logEvent('error', 'page.failed', { route: context.routePath, digest, error: describeError(error) })
}
