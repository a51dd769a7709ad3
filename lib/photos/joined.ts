import type { PhotoRow } from '@/db/schema/photos'

/** Whether an upload's bytes were held already: it never becomes a photo, stands for that one, and goes with the unfinished uploads within a day. */
export function isJoined(row: Pick<PhotoRow, 'status' | 'uploadedAt' | 'copyOf'>): boolean {
  return row.status === 'uploading' && row.uploadedAt !== null && row.copyOf !== null
}
