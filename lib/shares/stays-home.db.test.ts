// What leaves through a link that allows downloads, read with exiftool: nothing of where, when, with what and by whom.
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makePhoto } from '@/db/testing/factories'
import type { Context } from '../context/context'
import { streamDownload } from '../downloads/stream-download'
import { readZip } from '../downloads/testing/read-zip'
import { sniffMediaType } from '../imaging/formats/sniff'
import { makeSet } from '../imaging/testing/made-set'
import { bytesOf, type ManifestFile, readManifest } from '../imaging/testing/manifest'
import { formatOf, isRawType } from '../media/media-types'
import { readOriginal } from '../originals/read-original'
import { inWorld, type World } from '../photos/testing/world'
import { createLink } from './make-link'
import { requestSharedDownload } from './request-shared-download'
import { inside, LINK_SECRET, ORIGIN, ready } from './testing/visitor'

const run = promisify(execFile)

/** Blocks of metadata, and names of tags that tell of people, places, times and devices wherever they stand. */
const BLOCK = /^(XMP|IPTC|MakerNotes|Photoshop|EXIF:GPS|EXIF:Interop)/
const TELLING =
  /GPS|Serial|Owner|Artist|Comment|Description|Creator|By-?line|Date|Thumbnail|Make$|Model|Software|HostComputer|City|Keyword|Author|Title/
/** Of the file system and of colour profiles; the kind of a HEIF box; the tool itself. */
const HARMLESS = /^(SourceFile|ExifTool|File:System|ICC_Profile|Composite|MPF|File:File|QuickTime:HandlerDescription)/

let folder: string
let exiftool = true

beforeAll(async () => {
  process.env.AUTH_SECRET = LINK_SECRET
  folder = await mkdtemp(path.join(tmpdir(), 'albumen-link-'))
  exiftool = await run('exiftool', ['-ver']).then(
    () => true,
    () => false,
  )
  if (!exiftool)
    process.stderr.write('\nSKIPPED: exiftool is not installed; what links give away is not read with it.\n')
})

afterAll(() => rm(folder, { recursive: true, force: true }))

/** What the tool finds in files that nobody but their owner may know, as `name: tag`. */
async function toldBy(files: Map<string, Buffer>): Promise<string[]> {
  const batch = await mkdtemp(path.join(folder, 'batch-'))
  for (const [name, data] of files) await writeFile(path.join(batch, name), data)
  const { stdout } = await run('exiftool', ['-json', '-G0:1', '-a', '-n', batch], { maxBuffer: 2 ** 28 }).catch(
    (error: { stdout?: string }) => ({ stdout: error.stdout ?? '' }),
  )
  const found = JSON.parse(stdout) as Record<string, unknown>[]
  expect(found).toHaveLength(files.size)
  return found.flatMap((tags) =>
    Object.keys(tags)
      .filter((tag) => BLOCK.test(tag) || (!HARMLESS.test(tag) && TELLING.test(tag.split(':').at(-1) ?? '')))
      .map((tag) => `${path.basename(String(tags.SourceFile))}: ${tag}`),
  )
}

interface Kept {
  id: string
  file: ManifestFile
  extension: string
}

async function keep({ db, store, anna }: World, files: ManifestFile[]): Promise<Kept[]> {
  const kept: Kept[] = []
  for (const file of files) {
    const data = bytesOf(file)
    const mediaType = sniffMediaType(data)
    if (mediaType === null || isRawType(mediaType)) continue
    const photo = await makePhoto(db, anna.id, { ...ready, mediaType, bytes: data.length, title: 'Shared' })
    await store.put(photo.objectKey, data, { bytes: data.length, contentType: mediaType })
    kept.push({ id: photo.id, file, extension: formatOf(mediaType)?.extension ?? 'bin' })
  }
  return kept
}

async function visitorOf(ctx: Context, kept: Kept[]) {
  const ids = kept.map(({ id }) => id)
  return inside(ctx, await createLink(ctx, { select: { ids }, allowDownload: true }, ORIGIN))
}

/** Originals by a name that says which file of the set they are. */
async function originals(ctx: Context, kept: Kept[]) {
  const given = new Map<string, Buffer>()
  const refused: string[] = []
  for (const [index, { id, file, extension }] of kept.entries()) {
    try {
      const opened = await (await readOriginal(ctx, { id })).open()
      given.set(`${index}-${path.basename(file.path).replace(/[^\w.-]/g, '_')}.${extension}`, await buffer(opened.body))
    } catch (error) {
      refused.push(`${file.path} ${(error as { code?: string }).code}`)
    }
  }
  return { given, refused }
}

describe('what a link gives away', () => {
  it(
    'holds no metadata: originals and zips of files that have all kinds of it',
    (context) =>
      inWorld(async (world) => {
        if (!exiftool) return context.skip()
        const accepted = (await makeSet()).filter(({ expected }) => expected.outcome === 'accepted')
        const kept = await keep(world, accepted)
        const before = new Map(kept.map(({ file, extension }, n) => [`${n}.${extension}`, bytesOf(file)]))
        expect((await toldBy(before)).length).toBeGreaterThan(20)
        const visitor = await visitorOf(world.as(world.anna), kept)
        const { given, refused } = await originals(visitor, kept)
        expect(refused).toEqual([])
        expect(await toldBy(given)).toEqual([])
        const { url } = await requestSharedDownload(visitor, {}, 'here')
        const zip = await buffer((await streamDownload(visitor, url.split('/').at(-1) ?? '')).body)
        const entries = await readZip(zip)
        expect(entries.size).toBe(kept.length)
        for (const name of entries.keys()) expect(name).toMatch(/^Shared( \(\d+\))?\.\w+$/)
        expect(await toldBy(entries)).toEqual([])
      })(),
    300_000,
  )

  const large = readManifest()
  it.skipIf(large === null)(
    'nor of any file of the test set',
    (context) =>
      inWorld(async (world) => {
        if (!exiftool) return context.skip()
        const accepted = (large ?? []).filter(({ expected }) => expected.outcome === 'accepted')
        const kept = await keep(world, accepted)
        expect(kept.length).toBeGreaterThan(500)
        const { given, refused } = await originals(await visitorOf(world.as(world.anna), kept), kept)
        expect(await toldBy(given)).toEqual([])
        expect(refused).toEqual([])
      })(),
    900_000,
  )
})
