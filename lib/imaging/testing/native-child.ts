import { fstatSync, readFileSync } from 'node:fs'
import { readHeifItems } from '../formats/heif-items'
import { readHeifPicture } from '../formats/heif-picture'
import { decodeHeicPixels } from '../picture/heic-pixels'
import { decodeHevcNatively } from '../picture/hevc-native'
import type { Plane } from '../picture/plane'

/** Decodes the files named with FFmpeg and with libheif; prints whether both did, how far they are apart, and how long the log is behind it. */
for (const file of process.argv.slice(2)) {
  const bytes = readFileSync(file)
  const items = readHeifItems(bytes)
  const picture = items && readHeifPicture(bytes, items)
  const native = items && decodeHevcNatively(bytes, items)
  const other = picture && (await decodeHeicPixels(bytes, picture).catch(() => null))
  const most = (one?: Plane, two?: Plane) => {
    if (!one || !two || one.data.length !== two.data.length) return -1
    let found = 0
    for (const [at, value] of one.data.entries()) found = Math.max(found, Math.abs(value - (two.data[at] as number)))
    return found
  }
  const [mine, theirs] = [native, other?.planes]
  const apart = mine && [
    most(mine.luma, theirs?.luma),
    most(mine.chroma?.[0], theirs?.chroma?.[0]),
    most(mine.chroma?.[1], theirs?.chroma?.[1]),
  ]
  console.log(JSON.stringify({ native: mine !== null, libheif: other !== null, apart, log: fstatSync(2).size }))
}
