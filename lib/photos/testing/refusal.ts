import { AppError, type ErrorCode } from '../../errors/app-error'

/** The code an operation is refused with; `null` when it succeeds. */
export async function refusal(work: Promise<unknown>): Promise<ErrorCode | null> {
  try {
    await work
    return null
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
}
