import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import sharp from 'sharp'
import { kindOf, MOST_PAIR_DISTANCE, type PairFacts } from '../../lib/duplicates/kind-of'
import { type DecodedFile, decodePhoto } from '../../lib/imaging/picture/decode-photo'
import { fingerprintOf } from '../../lib/imaging/picture/fingerprint'
import { detailDistance, MOST_DISTANCE } from '../../lib/similar/distances'

/** What the manifest says of a file: the same group is the same picture. */
interface Labelled {
  path: string
  scene?: string
  group?: string
  match?: string
  burst?: string
}

interface Picture {
  name: string
  scene: string
  /** What its file says, of whole pictures. */
  facts?: PairFacts
  burst?: string | undefined
  group: string | null
  match: string | null
  hash: bigint
  detail: bigint
}

interface Pair {
  one: Picture
  other: Picture
  distance: number
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** Crops that stand for other pictures. */
    crops: { type: 'string', default: '10000' },
  },
})

/** `npm run bench:similar -- FOLDER`: precision and recall at each distance on a labelled set, and the pairs that are wrong. */
async function main(): Promise<void> {
  const folder = positionals[0]
  if (!folder) throw new Error('Name the folder of the labelled set.')
  const { files } = JSON.parse(await readFile(path.join(folder, 'MANIFEST.json'), 'utf8')) as { files: Labelled[] }
  const wanted = files.filter((file) => /^(near-duplicates|camera)\//.test(file.path))
  const whole = wanted.filter((file) => !file.match)
  const each = Math.ceil(Number(values.crops) / whole.length)
  const pictures: Picture[] = []
  for (const file of wanted) pictures.push(...(await picturesOf(folder, file, file.match ? 0 : each)))
  const pairs = nearPairs(pictures)
  const must = mustPairs(pictures)
  const say = (line: string) => process.stdout.write(`${line}\n`)
  say(`${pictures.length} pictures, ${must.length} pairs must match`)
  say('| distance | found | false | precision | false by the hash alone |')
  say('|---:|---:|---:|---:|---:|')
  const unlike = pairs.filter(({ one, other }) => one.scene !== other.scene)
  for (let most = 0; most <= MOST_DISTANCE; most += 2) {
    const found = must.filter((pair) => isNear(pair, most)).length
    const wrong = unlike.filter((pair) => isNear(pair, most)).length
    const alone = unlike.filter(({ distance }) => distance <= most).length
    const percent = (part: number, all: number) => `${((100 * part) / Math.max(1, all)).toFixed(2)} %`
    say(`| ${most} | ${percent(found, must.length)} | ${wrong} | ${percent(found, found + wrong)} | ${alone} |`)
  }
  sayBursts(pictures, say)
  for (const pair of unlike) if (isNear(pair, 12)) say(`false ${pair.distance}: ${pair.one.name} ${pair.other.name}`)
  for (const pair of must) if (!isNear(pair, 10)) say(`missed ${pair.distance}: ${pair.one.name} ${pair.other.name}`)
}

/** Pairs of whole pictures that are labelled as a burst, what they are told to be, and others that are told to be one. */
function sayBursts(pictures: Picture[], say: (line: string) => void): void {
  const whole = pictures.filter(({ facts }) => facts)
  for (const [at, one] of whole.entries()) {
    for (const other of whole.slice(at + 1)) {
      const pair = pairOf(one, other)
      const kind = kindOf(
        one.facts as PairFacts,
        other.facts as PairFacts,
        pair.distance,
        isNear(pair, MOST_PAIR_DISTANCE),
      )
      const isLabelled = one.burst !== undefined && one.burst === other.burst
      if (isLabelled)
        say(`burst ${one.burst}, ${pair.distance} bits, told: ${kind ?? 'nothing'}: ${one.name} ${other.name}`)
      else if (kind === 'burst') say(`told to be a burst, ${pair.distance} bits: ${one.name} ${other.name}`)
    }
  }
}

async function picturesOf(folder: string, file: Labelled, crops: number): Promise<Picture[]> {
  const label = { scene: file.scene ?? file.group ?? file.path, group: file.group ?? null, match: file.match ?? null }
  try {
    const bytes = await readFile(path.join(folder, file.path))
    const decoded = await decodePhoto(bytes, { filename: '', maxPixels: 1e8, raw: false })
    const { hash, detail, preview } = decoded
    const facts = factsOf(file.path, decoded)
    const print = hash === null ? null : { hash: bitsOf(hash), detail: bitsOf(detail) }
    const made: Picture[] = print === null ? [] : [{ ...label, ...print, name: file.path, facts, burst: file.burst }]
    for (let n = 0; n < crops && preview.width >= 600; n++) {
      const crop = await cropOf(preview)
      if (crop) made.push({ ...label, group: null, name: `${file.path}#${n}`, ...crop })
    }
    return made
  } catch (error) {
    process.stderr.write(`${file.path}: ${error instanceof Error ? error.message : error}\n`)
    return []
  }
}

function factsOf(filename: string, { mediaType, fields, width, height }: DecodedFile): PairFacts {
  const { make, model } = fields.camera
  const camera = [make, model].filter(Boolean).join(' ') || null
  return {
    // No two files of the set are the same.
    sha256: filename,
    mediaType,
    filename,
    sourceId: null,
    sourceKey: null,
    takenLocal: fields.takenLocal,
    camera,
    width,
    height,
  }
}

const bitsOf = (bits: string) => BigInt(`0b${bits}`)

let state = 7
/** The same numbers in each run. */
function next(): number {
  state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
  return state / 2_147_483_648
}

async function cropOf({ data, width, height }: { data: Buffer; width: number; height: number }) {
  const share = 0.25 + 0.3 * next()
  const size = { width: Math.floor(width * share), height: Math.floor(height * share) }
  const left = Math.floor(next() * (width - size.width))
  const top = Math.floor(next() * (height - size.height))
  const cut = sharp(data)
    .extract({ left, top, ...size })
    .resize({ width: 256, height: 256, fit: 'inside' })
  const { data: pixels, info } = await cut
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { hash, detail } = fingerprintOf({
    data: pixels,
    width: info.width,
    height: info.height,
    channels: info.channels,
  })
  return hash === null ? null : { hash: bitsOf(hash), detail: bitsOf(detail) }
}

/** A pair is told when it is within the distance and its finer bits say so too. */
function isNear({ one, other, distance }: Pair, most: number): boolean {
  return distance <= most && countOf(one.detail ^ other.detail) <= detailDistance(most)
}

function countOf(bits: bigint): number {
  let count = 0
  for (let left = bits; left > 0n; left >>= 32n) {
    let part = Number(left & 0xffffffffn)
    for (; part !== 0; part = (part & (part - 1)) >>> 0) count += 1
  }
  return count
}

function pairOf(one: Picture, other: Picture): Pair {
  return { one, other, distance: countOf(one.hash ^ other.hash) }
}

function mustPairs(pictures: Picture[]): Pair[] {
  const must = pictures.filter(({ group, match }) => group !== null && match === 'must')
  return must.flatMap((one, at) =>
    must.slice(at + 1).flatMap((other) => (other.group === one.group ? [pairOf(one, other)] : [])),
  )
}

/** Counted by halves of 32 bits: most pairs are told apart by the first two. */
function nearPairs(pictures: Picture[]): Pair[] {
  const parts = pictures.map(({ hash }) => [0n, 32n, 64n, 96n].map((by) => Number((hash >> by) & 0xffffffffn) | 0))
  const pairs: Pair[] = []
  for (let at = 0; at < pictures.length; at++) {
    const mine = parts[at] as number[]
    for (let to = at + 1; to < pictures.length; to++) {
      const theirs = parts[to] as number[]
      let bits = 0
      for (let part = 0; part < 4 && bits <= MOST_DISTANCE; part++)
        bits += ones((mine[part] as number) ^ (theirs[part] as number))
      if (bits <= MOST_DISTANCE) pairs.push(pairOf(pictures[at] as Picture, pictures[to] as Picture))
    }
  }
  return pairs
}

function ones(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

await main()
