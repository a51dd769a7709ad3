import type { SourceObjectRow, SourceRow } from '@/db/schema/sources'

/** One object to read, and what reading it has cost so far. */
export interface Reading {
  source: SourceRow
  object: SourceObjectRow
  /** What was asked and read for it. */
  cost: () => { requests: number; bytesRead: number }
}
