import { AppError } from '../../errors/app-error'
import { QueryProblem } from '../language/query-language'

/** The sentence with which a filter is refused. @throws Error when it is taken */
export function refusal(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid') return error.message
    if (error instanceof QueryProblem) return error.message
    throw error
  }
  throw new Error('nothing was refused')
}
