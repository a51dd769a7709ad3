import type { z } from 'zod'
import { ERROR_STATUS, type ErrorCode } from '../errors/app-error'

/**
 * What an access token must be allowed to come in. `session`: only somebody who logged in with a password, no token. `link`: whoever holds
 * the share link of the path; sessions are not looked at, and tokens are refused.
 */
export type Scope = 'read' | 'write' | 'session' | 'link'

/** One kind of answer of a route that is no problem+json. */
export interface Reply {
  status: number
  /** What it is, as a sentence. */
  about: string
  /** Of a JSON body; what does not match it never leaves. */
  schema?: z.ZodType
  /** Of a body that is no JSON; `*` in it as in `image/*`. */
  mediaType?: string
  /** Headers that mean something to the client, by lower-case name. */
  headers?: Record<string, string>
}

/** What a program can read of a route. Method and path are those of the file that exports it. */
export interface RouteDefinition {
  /** What it does, as a sentence. */
  summary: string
  scope: Scope
  /** Refuses those who are not logged in with 401 before anything else. */
  login?: boolean
  /** Called by machines with a secret of their own: cookies and tokens are not looked at. */
  machine?: boolean
  /** Answers with a secret that is shown once: the reply is not kept for retries. */
  secret?: boolean
  params?: z.ZodObject
  query?: z.ZodObject
  /** Costs what a search does: of whoever is not logged in so many are answered in a while. */
  searches?: boolean
  /** JSON body. Left out by routes that read the body themselves. */
  body?: z.ZodType
  /** A body that the schema takes, for those who read. */
  example?: unknown
  /** The JSON body may be left out: then it is `{}`. */
  bodyOptional?: boolean
  /** Media types of a body that the route reads itself, as a stream. */
  takes?: string[]
  /** The fields beside the file of a form that the route reads itself. */
  form?: z.ZodObject
  /** The first with a schema is that of a value which the handler returns. */
  replies: Reply[]
  /** Refusals beyond those that follow from the fields above. */
  problems?: ErrorCode[]
}

/** A JSON reply. */
export function json<S extends z.ZodType>(schema: S, status = 200, headers?: Record<string, string>) {
  return {
    status,
    about: status === 202 ? 'Taken; the work goes on.' : 'Done.',
    schema,
    ...(headers ? { headers } : {}),
  }
}

/** Done, and nothing to tell. */
export function empty(headers?: Record<string, string>): Reply {
  return { status: 204, about: 'Done.', ...(headers ? { headers } : {}) }
}

/** A body that is no JSON: a file, a feed, a stream of events. */
export function body(mediaType: string, about: string, headers?: Record<string, string>): Reply {
  return { status: 200, about, mediaType, ...(headers ? { headers } : {}) }
}

/** What `fileReply` answers with. @param mediaType as in `image/*` @param redirects whether browsers may be sent to the store */
export function fileReplies(mediaType: string, redirects = false): Reply[] {
  const headers = { etag: 'Changes with the bytes.', 'accept-ranges': 'bytes, where the length is known.' }
  return [
    { status: 200, about: 'The file.', mediaType, headers },
    { status: 206, about: 'The part that Range asks for.', mediaType, headers: { 'content-range': 'Which part.' } },
    { status: 304, about: 'The client has it: If-None-Match names its ETag.' },
    { status: 416, about: 'The file has no such part.', headers: { 'content-range': 'How long it is.' } },
    ...(redirects
      ? [{ status: 302, about: 'It lies at this address for a while.', headers: { location: 'A signed address.' } }]
      : []),
  ]
}

const definitions = new WeakMap<object, RouteDefinition>()

/** Attaches a definition to a handler. @returns the handler */
export function defined<H extends object>(definition: RouteDefinition, handler: H): H {
  definitions.set(handler, definition)
  return handler
}

/** The definition of an exported handler; undefined where it has none. */
export function definitionOf(handler: object): RouteDefinition | undefined {
  return definitions.get(handler)
}

/** Whether an Idempotency-Key makes a POST of this route answer a retry as it answered the first call. */
export function keepsReplies(definition: RouteDefinition): boolean {
  return !definition.machine && !refusesKeys(definition)
}

/** Whether an Idempotency-Key is refused, because nothing would come of it: secrets are not kept, and visitors of links are nobody. */
export function refusesKeys({ machine, secret, scope }: RouteDefinition): boolean {
  return !machine && (secret === true || scope === 'link')
}

/** Every code that the refusals of a route's method may have, in the order of their statuses. */
export function codesOf({ problems = [], ...rest }: RouteDefinition, method: string): ErrorCode[] {
  const codes: ErrorCode[] = ['internal', 'unavailable', ...problems]
  // A cookie of a session that ended, a token that is not known, a write from another site.
  if (!rest.machine) codes.push('unauthenticated', 'forbidden', 'insufficient_scope', 'rate_limited')
  // An administrator without the second factor that administrators need.
  if (rest.scope === 'session') codes.push('second_factor_missing')
  codes.push('invalid')
  if (rest.params) codes.push('not_found')
  if (rest.body || rest.takes) codes.push('too_large', 'unsupported_media', 'unprocessable', 'conflict')
  // A first call under the same key still runs, or was another one.
  if (method === 'POST' && keepsReplies(rest)) codes.push('conflict', 'unprocessable')
  return [...new Set(codes)].sort((a, b) => ERROR_STATUS[a] - ERROR_STATUS[b])
}
