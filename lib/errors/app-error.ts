/** Every code an error of the product can carry, with its HTTP status (docs/http.md, "Errors"). */
export const ERROR_STATUS = {
  invalid: 400,
  unauthenticated: 401,
  second_factor_needed: 401,
  forbidden: 403,
  insufficient_scope: 403,
  second_factor_missing: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  too_large: 413,
  unsupported_media: 415,
  unprocessable: 422,
  rate_limited: 429,
  unavailable: 503,
  internal: 500,
} as const

export type ErrorCode = keyof typeof ERROR_STATUS

export interface FieldProblem {
  path: string
  message: string
}

interface AppErrorOptions {
  errors?: FieldProblem[]
  retryAfterSeconds?: number
  cause?: unknown
}

/** The one error a verb throws. Its message is shown to people, so it never carries a driver's words, a key or a path. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly errors: FieldProblem[] | undefined
  readonly retryAfterSeconds: number | undefined

  /**
   * @param code one of the closed list above
   * @param message a sentence for a person: what was wrong and what would be right
   * @param options field problems, seconds to wait before a retry, the cause (logged, never sent)
   */
  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.errors = options.errors
    this.retryAfterSeconds = options.retryAfterSeconds
  }
}

/** The one answer for what does not exist and for what the actor may not know of: the same bytes for both. */
export function notFound(): AppError {
  return new AppError('not_found', 'There is nothing here, or it is not yours to see.')
}
