import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { openDecoderPool } from '../../lib/imaging/decoder/decoder-pool'
import { cpuMs } from '../../lib/imaging/decoder/process-usage'
import { type HeifItem, itemBytes, readHeifItems } from '../../lib/imaging/formats/heif-items'
import { ispe, makeHeif } from '../../lib/imaging/testing/made-heif'
import { madeBox } from '../../lib/imaging/testing/made-raw'
import { machineFacts, percentile } from './machine'

const TIMES = 20

/** `npm run bench:heic -- FILE …`: processor time and memory of a decoder child for each HEIC, the first time and later, and of a picture of four of it. */
async function main(): Promise<void> {
  for (const file of process.argv.slice(2)) {
    const bytes = readFileSync(file)
    await measure(file, bytes)
    const four = fourOf(bytes)
    if (four) await measure('  four of it in one grid', four)
  }
  console.log(machineFacts())
}

async function measure(name: string, bytes: Buffer): Promise<void> {
  const pool = openDecoderPool({ size: 1, maxPixels: 120_000_000 })
  const seconds: number[] = []
  let [size, peak, base] = ['', 0, 0]
  const decode = () =>
    pool.decode({ body: Readable.from([bytes]), bytes: bytes.byteLength, ownerId: 'one', filename: 'photo.heic' })
  for (let time = 0; time <= TIMES; time++) {
    const before = cpuMs(pool.pids()[0])
    const { width, height } = await decode()
    // A child that has grown too large has ended: what it used is not known.
    const [pid] = pool.pids()
    if (pid === undefined) continue
    size = `${width} × ${height}, ${((width * height) / 1e6).toFixed(0)} megapixels`
    seconds.push((cpuMs(pid) - before) / 1000)
    peak = highWater(pid)
    base = peak - pool.peakBytes() / 1e6
  }
  await pool.close()
  const [first = 0, ...later] = seconds
  const facts = `first ${first.toFixed(2)} s with the start of the child; later ${Math.min(...later).toFixed(2)} at least, ${percentile(later, 50).toFixed(2)} mostly`
  console.log(
    `${name}: ${size}: ${facts}; VmHWM ${peak.toFixed(0)} MB, of it above the child's base ${(peak - base).toFixed(0)}`,
  )
}

function highWater(pid: number | undefined): number {
  const found = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(found ?? 0) / 1000
}

/** A picture of four times the tiles, two by two; null of a picture in one piece. */
function fourOf(bytes: Buffer): Buffer | null {
  const file = readHeifItems(bytes)
  const made = file?.references.find(({ type, from }) => type === 'dimg' && from === file.primary.id)
  const grid = file && itemBytes(bytes, file.primary)
  if (!file || !made || !grid || grid[1] !== 0) return null
  const [rows, columns] = [(grid[2] ?? 0) + 1, (grid[3] ?? 0) + 1]
  const parts = made.to.map((id) => file.items.get(id) as HeifItem)
  const boxesOf = (item: HeifItem | undefined, type: string) =>
    (item?.properties ?? [])
      .filter((property) => property.type === type)
      .map(({ start, end }) => madeBox(type, bytes.subarray(start, end)))
  const [side] = boxesOf(parts[0], 'ispe')
  if (!side) return null
  const [width, height] = [side.readUInt32BE(12) * columns * 2, side.readUInt32BE(16) * rows * 2]
  const data = Buffer.from([0, 0, rows * 2 - 1, columns * 2 - 1, width >> 8, width & 255, height >> 8, height & 255])
  const tiles = Array.from({ length: parts.length * 4 }, (_, index) => {
    const [column, row] = [index % (columns * 2), Math.floor(index / (columns * 2))]
    const part = parts[(row % rows) * columns + (column % columns)] as HeifItem
    return { type: 'hvc1', data: itemBytes(bytes, part), properties: [...boxesOf(part, 'hvcC'), side] }
  })
  const primary = { type: 'grid', data, properties: [ispe(width, height), ...boxesOf(file.primary, 'colr')] }
  return makeHeif([primary, ...tiles], 1, [['dimg', 1, tiles.map((_, index) => index + 2)]])
}

await main()
