import * as z from 'zod'
import { type AppError, ERROR_STATUS, type ErrorCode } from '../errors/app-error'

/** RFC 9457 problem+json as docs/http.md has it. */
export const ProblemBody = z
  .strictObject({
    type: z.literal('about:blank').describe('The code says all there is to say.'),
    title: z.string().describe('The code in words.'),
    status: z.int().describe('The HTTP status.'),
    detail: z.string().describe('A sentence for a person: what was wrong and what would be right.'),
    code: z.enum(Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]]).describe('What a program tells them by.'),
    errors: z
      .array(
        z.strictObject({
          path: z.string().describe('The field.'),
          message: z.string().describe('What would be right in it.'),
        }),
      )
      .optional()
      .describe('The fields that were wrong, at most 20.'),
    requestId: z.string().describe('What the log has it under.'),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof ProblemBody>

/** The reply for an error. Those of `not_found` differ in nothing but the request id, which stands in a header too. */
export function problemResponse(error: AppError, requestId: string): Response {
  const status = ERROR_STATUS[error.code]
  const problem: Problem = {
    type: 'about:blank' as const,
    title: error.code.replaceAll('_', ' '),
    status,
    detail: error.message,
    code: error.code,
    ...(error.errors ? { errors: error.errors } : {}),
    requestId,
  }
  const headers = new Headers({ 'content-type': 'application/problem+json', 'cache-control': 'private, no-store' })
  if (error.retryAfterSeconds !== undefined) headers.set('retry-after', String(error.retryAfterSeconds))
  if (status === 401) headers.set('www-authenticate', 'Bearer realm="albumen"')
  if (error.code === 'insufficient_scope') headers.set('www-authenticate', 'Bearer error="insufficient_scope"')
  return new Response(JSON.stringify(problem), { status, headers })
}
