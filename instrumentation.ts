import type { Instrumentation } from 'next'
import { describeError, logEvent } from '@/lib/log'

/** One event for each page that fails: the pattern of its address and the digest that its reader is shown. */
export const onRequestError: Instrumentation.onRequestError = (error, _request, context) => {
  const given = error instanceof Error && 'digest' in error ? String(error.digest) : ''
  const digest = /^\d{1,12}(@E\d+)?$/.test(given) ? given : undefined
  logEvent('error', 'page.failed', { route: context.routePath, digest, error: describeError(error) })
}
