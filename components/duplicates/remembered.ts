import { ApiError } from '@/lib/http/api-error'
import { decisionUndos } from './decision-undos'

/**
 * Asks for a decision whose undo is kept beforehand: a reload before the reply loses nothing. Until the reply it is not taken back.
 * @param key of the run that it belongs to; whoever runs lets go of it at the end
 */
export async function remembered<T extends { undo?: string | undefined }>(
  undo: string,
  key: string,
  ask: () => Promise<T>,
): Promise<T> {
  decisionUndos.expect(undo, key)
  decisionUndos.hold(key)
  try {
    const reply = await ask()
    if (reply.undo === undefined) decisionUndos.drop(undo)
    else decisionUndos.add(undo, key)
    return reply
  } catch (error) {
    // Else it may have been done all the same.
    if (error instanceof ApiError && error.status >= 400 && error.status < 500) decisionUndos.drop(undo)
    throw error
  }
}
