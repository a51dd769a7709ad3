import { openCursor, sealCursor } from '../../cursors/sealed-cursor'
import { AppError } from '../../errors/app-error'

/** The place behind a key in a list that is ordered by keys; bound to what the list is of. */
export function encodeKeyCursor(of: string, key: string): string {
  return sealCursor([of, key])
}

/** @throws AppError invalid for a cursor of another list and for anything that is none */
export function decodeKeyCursor(of: string, cursor: string): string {
  const parts = openCursor(cursor)
  if (Array.isArray(parts) && parts.length === 2 && parts[0] === of && typeof parts[1] === 'string') {
    if (!parts[1].includes('\0')) return parts[1]
  }
  throw new AppError('invalid', 'cursor: This cursor is not one of this list; start again without it.')
}
