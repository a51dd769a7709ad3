import type { IncomingHttpHeaders } from 'node:http'
import { parseAndValidateFlightRouterState } from 'next/dist/server/app-render/parse-and-validate-flight-router-state.js'

/** Headers Next speaks with itself in; from a client they could only be a trick: proxies were passed by with them. */
const INTERNAL =
  /^(x-middleware-|x-invoke-|x-next-|x-nextjs-|x-matched-path$|x-now-route-matches$|next-resume$|next-action$)/

/** What Next's scripts in the browser send; any other value is none of theirs. */
const SPOKEN: Record<string, RegExp> = {
  rsc: /^1$/,
  'next-router-prefetch': /^[123]$/,
  'next-router-segment-prefetch': /^\/[\x21-\x7e]*$/,
  'next-url': /^\/[\x21-\x7e]*$/,
}
const STATE_TREE = 'next-router-state-tree'

/**
 * Takes off what a client has no business to send of Next's own headers, and what is not as Next writes it.
 * @returns false where the router's state cannot be read: Next would answer that with 500
 */
export function cleanFrameworkHeaders(headers: IncomingHttpHeaders): boolean {
  for (const [name, value] of Object.entries(headers)) {
    const spoken = SPOKEN[name]
    if (INTERNAL.test(name) || (spoken && !(typeof value === 'string' && spoken.test(value)))) delete headers[name]
  }
  try {
    parseAndValidateFlightRouterState(headers[STATE_TREE])
    return true
  } catch {
    return false
  }
}
