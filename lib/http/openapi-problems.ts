import { ERROR_STATUS, type ErrorCode } from '../errors/app-error'
import { codesOf, type RouteDefinition } from './definition'
import { EXAMPLE_ID } from './openapi-examples'
import { type Json, jsonSchema, type Parts } from './openapi-schema'
import { type Problem, ProblemBody } from './problem'

/** A sentence as each code may come with it. */
const DETAILS: Record<ErrorCode, string> = {
  invalid: 'limit: Expected a whole number from 1 to 500.',
  unauthenticated: 'Log in first.',
  second_factor_needed: 'Type the code that your authenticator app shows.',
  forbidden: 'Only its owner may do this.',
  insufficient_scope: 'This token may only read.',
  second_factor_missing: 'Administrators need a second factor here. Set one up in your settings.',
  not_found: 'There is nothing here, or it is not yours to see.',
  method_not_allowed: 'This address takes other methods.',
  conflict: 'It was changed meanwhile.',
  too_large: 'It is larger than what is taken here.',
  unsupported_media: 'Send JSON: content-type application/json.',
  unprocessable: 'It can be read, but cannot be done.',
  rate_limited: 'Too many requests. Try again later.',
  unavailable: 'This cannot be done just now. Try again later.',
  internal: 'Something went wrong here. The log has it under the request id.',
}

const header = (description: string, type: 'string' | 'integer') => ({ description, schema: { type } })
const AUTHENTICATE = { 'WWW-Authenticate': header('How to ask: `Bearer`.', 'string') }
const RETRY = { 'Retry-After': header('Seconds after which it may be asked again.', 'integer') }
const HEADERS: Partial<Record<number, Json>> = { 401: AUTHENTICATE, 429: RETRY, 503: RETRY }

/**
 * The refusals of a route by status; what several routes refuse in the same way stands among the document's own responses.
 * @param parts they are added to these
 */
export function problemsOf(method: string, definition: RouteDefinition, parts: Parts): Json {
  const codes: Record<string, ErrorCode[]> = {}
  for (const code of codesOf(definition, method))
    codes[ERROR_STATUS[code]] = [...(codes[ERROR_STATUS[code]] ?? []), code]
  const references = Object.entries(codes).map(([status, names]) => {
    const name = names.join('-')
    parts.responses[name] ??= refusal(Number(status), names, parts)
    return [status, { $ref: `#/components/responses/${name}` }]
  })
  return Object.fromEntries(references)
}

function refusal(status: number, names: ErrorCode[], parts: Parts): Json {
  const schema = jsonSchema(ProblemBody, 'output', parts)
  const headers = HEADERS[status]
  const shown =
    names.length === 1
      ? { example: problem(names[0] as ErrorCode) }
      : { examples: Object.fromEntries(names.map((code) => [code, { value: problem(code) }])) }
  return {
    description: `The code is \`${names.join('` or `')}\`.`,
    ...(headers ? { headers } : {}),
    content: { 'application/problem+json': { schema, ...shown } },
  }
}

function problem(code: ErrorCode): Problem {
  return {
    type: 'about:blank',
    title: code.replaceAll('_', ' '),
    status: ERROR_STATUS[code],
    detail: DETAILS[code],
    code,
    ...(code === 'invalid' ? { errors: [{ path: 'limit', message: 'Expected a whole number from 1 to 500.' }] } : {}),
    requestId: EXAMPLE_ID,
  }
}
