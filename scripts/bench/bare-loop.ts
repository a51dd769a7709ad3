import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import exifr from 'exifr'
import sharp from 'sharp'
import { fingerprintOf, placeholderOf } from '../../lib/imaging/picture/fingerprint'
import { THUMB_FORMAT } from '../../lib/imaging/picture/renditions'

/**
 * The yardstick of `npm run bench:ingest`: the shortest loop of sharp and exifr that makes the same outputs from a file
 * (SHA-256, all tags, preview, thumb, thumbhash, fingerprint), without a child, a database, a store or any care for bad files.
 */
async function processBare(path: string): Promise<void> {
  const bytes = await readFile(path)
  createHash('sha256').update(bytes).digest('hex')
  await exifr
    .parse(bytes, { tiff: true, exif: true, gps: true, xmp: true, iptc: true, icc: false })
    .catch(() => undefined)
  const preview = await sharp(bytes)
    .autoOrient()
    .resize({ width: 2048, height: 2048, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#fff' })
    .keepIccProfile()
    .jpeg({ quality: 80 })
    .toBuffer()
  const small = sharp(preview).resize({ width: 512, height: 512, fit: 'inside', withoutEnlargement: true })
  const { data, info } = await small.toColourspace('srgb').raw().toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  await sharp(data, { raw: { width, height, channels } }).webp(THUMB_FORMAT).toBuffer()
  placeholderOf({ data, width, height, channels })
  fingerprintOf({ data, width, height, channels })
}

sharp.cache(false)
sharp.concurrency(1)
for (const path of JSON.parse(await readFile(process.argv[2] ?? '', 'utf8')) as string[]) await processBare(path)
const { user, system } = process.cpuUsage()
process.stdout.write(JSON.stringify({ cpu: (user + system) / 1e6, peak: process.resourceUsage().maxRSS * 1024 }))
