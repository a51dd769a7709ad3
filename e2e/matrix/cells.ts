import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

const CALLERS = ['anonymous', 'owner', 'other', 'admin', 'disabled', 'ended', 'reader', 'writer'] as const

/**
 * Who sends: `disabled` and `ended` hold cookies that were good once, `reader` and `writer` access tokens of the owner's. A `visitor` has unlocked the
 * owner's locked share link, a `passer` another link with the same password.
 */
export const ACTORS = [...CALLERS, 'visitor', 'passer'] as const
export type ActorName = (typeof ACTORS)[number]

/** Those in whose name the owner's things are seen and changed, where the API is asked. */
export const OWNERS: readonly ActorName[] = ['owner', 'writer']

const Case = z.strictObject({
  /** Method and path as the folders below app/ have it. */
  route: z.string().regex(/^(GET|POST|PUT|PATCH|DELETE) \//),
  about: z.string().min(1),
  /** What is sent to; `{private}` and the like are filled in from the world. */
  send: z.string().startsWith('/'),
  body: z.record(z.string(), z.unknown()).optional(),
  /** Sends the bytes of a JPEG, a form with a file, or one with nothing but a picture, instead of JSON. */
  bytes: z.enum(['jpeg', 'form', 'csrf-form', 'picture']).optional(),
  /** Sent besides the usual ones. */
  headers: z.record(z.string(), z.string()).optional(),
  /** Everyone is a new person, because the request ends what they are. */
  fresh: z.boolean().optional(),
  /** Sent as machines send: with EVENTS_SECRET, or another one, besides whatever cookie there is. */
  secret: z.enum(['right', 'wrong']).optional(),
  /** Statuses in the order of ACTORS. Without the last two, visitors of links are as anonymous there: a link opens nothing outside of its routes. */
  expect: z.string().regex(/^(\d{3} ){7}\d{3}( \d{3} \d{3})?$/, 'eight or ten statuses, in the order of the actors'),
})
export type MatrixCase = Omit<z.infer<typeof Case>, 'expect'> & { expect: Record<ActorName, number> }

/** The matrix: every case of every file in routes/. @throws Error when a file is malformed */
export function readMatrix(folder: string): MatrixCase[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'))
  return files.flatMap((file) => {
    const cases = z.array(Case).parse(JSON.parse(readFileSync(path.join(folder, file), 'utf8')))
    return cases.map((entry) => ({ ...entry, expect: byActor(entry.expect) }))
  })
}

function byActor(statuses: string): Record<ActorName, number> {
  const numbers = statuses.split(' ').map(Number)
  return Object.fromEntries(ACTORS.map((actor, at) => [actor, numbers[at] ?? numbers[0]])) as Record<ActorName, number>
}
