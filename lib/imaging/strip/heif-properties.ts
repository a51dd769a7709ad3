import { cleanProfile } from '../formats/clean-profile'
import { type Box, listBoxes } from '../formats/heif-boxes'

/**
 * Properties that pixels cannot be decoded or shown right without (ISO/IEC 23008-12, 6.5; AVIF 1.1; ISO/IEC 23001-17). All others go: names and
 * descriptions (`udes`, `altt`), times (`crtt`, `mdft`), whatever comes later.
 */
const KEPT = new Set(
  'hvcC lhvC av1C avcC vvcC jpgC j2kH uncC cmpd cmpC icef ispe pixi colr irot imir iscl rloc clap pasp auxC lsel a1op a1lx tols oinf clli mdcv cclv amve ndwt subs'.split(
    ' ',
  ),
)
const PROFILES = ['prof', 'rICC']
const AUXILIARY = /^urn:[\w.:-]{1,100}$/

/** Copies the properties that are kept, each at its place; the others become free room that no item has. */
export function copyProperties(bytes: Buffer, result: Buffer, iprp: Box): void {
  const inside = listBoxes(bytes, iprp.start, iprp.end, 'strict')
  const removed = new Set<number>()
  for (const box of inside) {
    bytes.copy(result, box.head, box.head, box.start)
    if (box.type !== 'ipco') continue
    listBoxes(bytes, box.start, box.end, 'strict').forEach((property, index) => {
      if (!copyProperty(bytes, result, property)) removed.add(index + 1)
    })
  }
  for (const box of inside) {
    if (box.type === 'ipma') copyAssociations(bytes, result, box, removed)
    else if (box.type !== 'ipco') result.write('free', box.head + 4, 'latin1')
  }
}

function copyProperty(bytes: Buffer, result: Buffer, { type, head, start, end }: Box): boolean {
  bytes.copy(result, head, head, start)
  if (!KEPT.has(type)) {
    result.write('free', head + 4, 'latin1')
    return false
  }
  bytes.copy(result, start, start, end)
  if (type === 'colr' && PROFILES.includes(bytes.toString('latin1', start, start + 4)))
    cleanProfile(bytes.subarray(start + 4, end)).copy(result, start + 4)
  if (type === 'auxC') cleanAuxiliary(result, start + 4, end)
  return true
}

/** What an auxiliary picture is for: a URN; what makers put behind theirs is zero. */
function cleanAuxiliary(result: Buffer, start: number, end: number): void {
  const stop = result.indexOf(0, start)
  const urn = result.toString('latin1', start, stop < 0 || stop > end ? end : stop)
  if (!AUXILIARY.test(urn)) result.fill(0, start, end)
  else if (!urn.startsWith('urn:mpeg:')) result.fill(0, start + urn.length, end)
}

/** The associations of items and properties; one with a property that is gone is with none (0). */
function copyAssociations(bytes: Buffer, result: Buffer, { start, end }: Box, removed: Set<number>): void {
  bytes.copy(result, start, start, end)
  const wideId = bytes[start] !== 0
  const wide = ((bytes[start + 3] ?? 0) & 1) === 1
  let at = start + 8
  for (let items = bytes.readUInt32BE(start + 4); items > 0 && at < end; items--) {
    at += wideId ? 4 : 2
    for (let count = bytes[at++] ?? 0; count > 0 && at + (wide ? 2 : 1) <= end; count--) {
      const index = wide ? bytes.readUInt16BE(at) & 0x7fff : (bytes[at] ?? 0) & 0x7f
      if (removed.has(index)) result.fill(0, at, at + (wide ? 2 : 1))
      at += wide ? 2 : 1
    }
  }
}
