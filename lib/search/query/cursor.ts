import { createHash } from 'node:crypto'
import { openCursor, sealCursor } from '../../cursors/sealed-cursor'
import { AppError } from '../../errors/app-error'
import type { Filter } from '../language/terms'
import { UNDATED_KEY } from './order'

/** Where a page ended: the sort key and id of its last photo. Times are whole milli- or microseconds since 1970. */
export interface Position {
  key: string | number
  id: string
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const WRONG = 'This cursor is not one of this list; start again without it.'

/** An opaque cursor that only this filter in this order takes. */
export function encodeCursor(filter: Filter, position: Position): string {
  return sealCursor([fingerprint(filter), position.key, position.id])
}

/** @throws AppError invalid for a cursor of another filter and for anything that is none */
export function decodeCursor(filter: Filter, cursor: string): Position {
  const parts = openCursor(cursor)
  if (!Array.isArray(parts) || parts.length !== 3) throw new AppError('invalid', WRONG)
  const [mark, key, id] = parts as unknown[]
  if (mark !== fingerprint(filter))
    throw new AppError('invalid', 'This cursor belongs to another filter or order; start again without it.')
  if (typeof id !== 'string' || !ID.test(id) || !validKey(filter, key)) throw new AppError('invalid', WRONG)
  return { key: key as string | number, id }
}

function validKey({ sort }: Filter, key: unknown): boolean {
  if (sort === 'title') return typeof key === 'string' && key.length <= 400 && !/[\p{Cc}\p{Cs}]/u.test(key)
  if (!Number.isSafeInteger(key)) return false
  if (sort === 'taken') return key === UNDATED_KEY || Math.abs((key as number) - 120e12) < 182e12 // years 1 to 9999
  return true
}

function fingerprint(filter: Filter): string {
  return createHash('sha256')
    .update(JSON.stringify([filter.terms, filter.sort, filter.order]))
    .digest('base64url')
    .slice(0, 12)
}
