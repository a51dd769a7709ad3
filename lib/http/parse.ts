import type { z } from 'zod'
import { AppError } from '../errors/app-error'
import { parseWith } from '../errors/parse-with'
import { parametersOf } from '../parameters-of'
import { assertStorable } from './assert-storable'
import { readText } from './request-body'

/**
 * Query parameters as an object: a repeated one becomes an array. Parsed by a strict schema.
 * @throws AppError invalid, naming the unknown parameters and the known ones, or a text that cannot be stored
 */
export function parseQuery<S extends z.ZodObject>(schema: S, search: URLSearchParams): z.output<S> {
  const given = parametersOf(search)
  assertStorable(given)
  return parseWith(schema.strict(), given, 'query parameter', Object.keys(schema.shape)) as z.output<S>
}

/**
 * The text of a JSON body.
 * @throws AppError too_large, unsupported_media, invalid (not UTF-8)
 */
export async function readJsonText(request: Request): Promise<string> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/json\b/i.test(type)) throw new AppError('unsupported_media', 'Send the body as application/json.')
  return readText(request)
}

/** Parses a JSON body with a schema. @throws AppError invalid (not JSON, a text that cannot be stored, wrong shape) */
export function parseBody<S extends z.ZodType>(schema: S, text: string): z.output<S> {
  const known = 'shape' in schema ? Object.keys(schema.shape as object) : []
  const value = parseJson(text)
  assertStorable(value)
  return parseWith(schema, value, 'field', known)
}

/** @throws AppError invalid */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new AppError('invalid', 'The body is not valid JSON.', { cause })
  }
}
