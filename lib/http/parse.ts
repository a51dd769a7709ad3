import type { z } from 'zod'
import { AppError } from '../errors'

const BODY_LIMIT = 1024 * 1024

/**
 * Query parameters as an object: a repeated one becomes an array. Parsed by a strict schema.
 * @throws AppError invalid, naming the unknown parameters and the known ones
 */
export function parseQuery<S extends z.ZodObject>(schema: S, search: URLSearchParams): z.output<S> {
  const given: Record<string, string | string[]> = {}
  for (const key of new Set(search.keys())) {
    const values = search.getAll(key)
    given[key] = values.length === 1 ? (values[0] as string) : values
  }
  return parseWith(schema.strict(), given, 'query parameter', Object.keys(schema.shape)) as z.output<S>
}

/** @throws AppError invalid (not JSON, wrong shape), too_large, unsupported_media */
export async function parseBody<S extends z.ZodType>(schema: S, request: Request): Promise<z.output<S>> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/json\b/i.test(type)) throw new AppError('unsupported_media', 'Send the body as application/json.')
  const text = await readText(request)
  const known = 'shape' in schema ? Object.keys(schema.shape as object) : []
  return parseWith(schema, parseJson(text), 'field', known)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new AppError('invalid', 'The body is not valid JSON.', { cause })
  }
}

/** A body as text. @throws AppError too_large above 1 MB */
export async function readText(request: Request): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = request.body?.getReader()
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined }
    if (done || !value) break
    size += value.length
    if (size > BODY_LIMIT) throw new AppError('too_large', 'The body is larger than 1 MB.')
    chunks.push(value)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/**
 * Parses with a schema and turns its issues into one AppError a person can act on.
 * @param noun what an unknown key is called: "field", "query parameter"
 * @param known the keys there are, listed when an unknown one is met
 */
export function parseWith<S extends z.ZodType>(schema: S, value: unknown, noun: string, known: string[]): z.output<S> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const errors = parsed.error.issues.map((issue) => ({
    path: issue.path.join('.'),
    message:
      issue.code === 'unrecognized_keys'
        ? `unknown ${noun} ${issue.keys.join(', ')}${known.length > 0 ? `; known: ${known.join(', ')}` : ''}`
        : issue.message,
  }))
  const detail = errors.map((error) => (error.path ? `${error.path}: ${error.message}` : error.message)).join('; ')
  throw new AppError('invalid', detail.slice(0, 2000), { errors })
}
