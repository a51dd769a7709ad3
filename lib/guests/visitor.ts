import type { z } from 'zod'
import { clientAddress } from '../http/client-address'
import type { Visitor } from './guests'

/** What a request tells of its visitor. */
export function visitorOf({ headers }: Request): Visitor {
  return { cookies: headers.get('cookie'), address: clientAddress(headers) }
}

/** A JSON reply that may make a browser known. @param cookie a Set-Cookie value; null for none */
export function cookieReply<S extends z.ZodType>(
  schema: S,
  value: z.input<S>,
  status: number,
  cookie: string | null,
): Response {
  return Response.json(schema.parse(value), { status, headers: cookie === null ? {} : { 'set-cookie': cookie } })
}
