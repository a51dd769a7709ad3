import { AppError } from '../errors/app-error'
import { openCursor, sealCursor } from './sealed-cursor'

/** The place behind a row in a list that is ordered by id. */
export function encodeIdCursor(id: string): string {
  return sealCursor(id)
}

/** @throws AppError invalid for anything `encodeIdCursor` did not give */
export function decodeIdCursor(cursor: string): string {
  const id = openCursor(cursor)
  if (typeof id !== 'string' || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) {
    throw new AppError('invalid', 'cursor: This cursor is not one of this list; start again without it.')
  }
  return id
}
