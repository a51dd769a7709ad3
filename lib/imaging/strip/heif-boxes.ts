/** A box of ISO/IEC 14496-12. */
export interface Box {
  type: string
  start: number
  /** Offset of what stands behind its header. */
  body: number
  end: number
}

/** The boxes between two offsets; ends where one does not fit. */
export function listBoxes(bytes: Buffer, start: number, end: number): Box[] {
  const boxes: Box[] = []
  for (let at = start; at + 8 <= end; ) {
    const small = bytes.readUInt32BE(at)
    const size = small === 0 ? end - at : small === 1 && at + 16 <= end ? Number(bytes.readBigUInt64BE(at + 8)) : small
    const body = at + (small === 1 ? 16 : 8)
    if (size < 8 || at + size > end) break
    boxes.push({ type: bytes.toString('latin1', at + 4, at + 8), start: at, body, end: at + size })
    at += size
  }
  return boxes
}
