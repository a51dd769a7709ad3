const JPEG = 18
const SECTION_HEAD = 28
const MAX_SECTIONS = 64

/** The JPEGs of a raw file of Sigma (X3F): its directory stands at the end, and names sections of pictures. */
export function readX3f(bytes: Buffer): { previews: Buffer[]; cut: boolean } {
  const none = { previews: [], cut: true }
  if (bytes.length < 44) return none
  const start = bytes.readUInt32LE(bytes.length - 4)
  if (start + 12 > bytes.length || bytes.toString('latin1', start, start + 4) !== 'SECd') return none
  const count = Math.min(bytes.readUInt32LE(start + 8), MAX_SECTIONS)
  const previews: Buffer[] = []
  for (let entry = start + 12; entry + 12 <= Math.min(bytes.length, start + 12 + count * 12); entry += 12) {
    const at = bytes.readUInt32LE(entry)
    const end = at + bytes.readUInt32LE(entry + 4)
    const isPicture = /^IMA[G2]$/.test(bytes.toString('latin1', entry + 8, entry + 12))
    if (!isPicture || end > bytes.length || at + SECTION_HEAD > end) continue
    if (bytes.readUInt32LE(at + 12) === JPEG) previews.push(bytes.subarray(at + SECTION_HEAD, end))
  }
  return { previews, cut: false }
}
