import type { FieldProblem } from '../errors/app-error'

/** What people read when no answer came. */
export const OFFLINE = 'Albumen does not answer. Check the connection and try again.'

/** A call that failed: the server's Problem, or `offline` (status 0) when no answer came. Its message is for people. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly errors: FieldProblem[]
  readonly requestId: string | null
  readonly retryAfterSeconds: number | null

  constructor(problem: {
    status: number
    code: string
    detail: string
    errors?: FieldProblem[]
    requestId?: string
    retryAfterSeconds?: number | null
  }) {
    super(problem.detail)
    this.name = 'ApiError'
    this.status = problem.status
    this.code = problem.code
    this.errors = problem.errors ?? []
    this.requestId = problem.requestId ?? null
    this.retryAfterSeconds = problem.retryAfterSeconds ?? null
  }

  /** The message of one field, for its Field. */
  fieldError(path: string): string | undefined {
    return this.errors.find((error) => error.path === path)?.message
  }
}

/** A sentence for a person about any thrown value. */
export function errorSentence(error: unknown): string {
  // A part of the program that is fetched when it is needed, and did not come.
  if (error instanceof Error && error.name === 'ChunkLoadError') return OFFLINE
  return error instanceof ApiError ? error.message : 'Something went wrong. Try again in a moment.'
}
