import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { PhotoRow } from '@/db/schema/photos'
import type { ScanRow, SourceRow } from '@/db/schema/sources'
import { readOriginal } from '../../originals/read-original'
import { openReader } from '../ground/open-reader'
import { listFolders } from '../manage/list-folders'
import { listObjects } from '../manage/list-objects'
import { type LayoutEntry, makeLayout } from '../testing/made-layout'
import { SourceBucket } from '../testing/source-bucket'
import { SourceWorld, TEST_SECRET } from '../testing/source-world'

process.env.AUTH_SECRET = TEST_SECRET

/** The large layout lies beside the repository, and is no part of it: an extra for those who have it. */
const ROOT = path.resolve('../shared/testdata')
const large = existsSync(path.join(ROOT, 'bucket-layout.json'))
if (!large) process.stderr.write(`\nSKIPPED: the large bucket. ${ROOT} is not there; the made one is tested.\n\n`)
const LAYOUTS: [name: string, open: () => Promise<LayoutEntry[]>][] = [
  ['made by code', makeLayout],
  ...(large ? [['of the large test set', readLayout] as [string, typeof readLayout]] : []),
]
const server = inject('s3')

describe.skipIf(!server).each(LAYOUTS)('the bucket that people already have, %s', (_, openLayout) => {
  if (!server) return
  let world: SourceWorld
  let bucket: SourceBucket
  let source: SourceRow
  let entries: LayoutEntry[]
  let before: string[]
  let first: ScanRow
  let shown: Map<string, PhotoRow>

  beforeAll(async () => {
    entries = await openLayout()
    world = await SourceWorld.open(inject('databaseUrl'))
    bucket = await SourceBucket.open(server)
    for (const entry of entries) await bucket.put(entry.key, await entry.data())
    before = await bucket.listing()
    source = await world.makeSource(world.anna, bucket.place, bucket.reader)
    await world.startWorker()
    first = await world.scan(source)
    shown = new Map((await world.photosOf(source)).map((photo) => [photo.sourceKey ?? '', photo]))
  }, 300_000)
  afterAll(async () => {
    await world?.close()
    bucket?.close()
  })

  const expecting = (pattern: RegExp) => entries.filter((entry) => pattern.test(entry.expect))

  it('shows every photo, once, with its own bytes', () => {
    for (const entry of expecting(/^photo(?! or)/)) {
      expect(shown.get(entry.key), entry.key).toMatchObject({
        status: 'ready',
        sha256: entry.sha256,
        bytes: entry.bytes,
      })
    }
  })

  it('knows when and where they were taken', () => {
    for (const { key, taken, gps } of expecting(/^photo(?! or)/)) {
      const photo = shown.get(key)
      if (taken) expect(photo?.takenLocal?.replace(' ', 'T').slice(0, 19), key).toBe(taken)
      if (gps) expect(photo?.latitude, key).toBeCloseTo(gps.lat, 4)
      if (gps) expect(photo?.longitude, key).toBeCloseTo(gps.lon, 4)
    }
  })

  it('shows what an object without extension holds', () => {
    expect(shown.get('mixed/no-extension')).toMatchObject({ status: 'ready', mediaType: 'image/jpeg' })
  })

  it('passes over what nobody took', async () => {
    const { items } = await listObjects(world.as(world.anna), source.id, { limit: 500 })
    const kinds = new Map(items.map((item) => [item.key, item]))
    for (const { key } of expecting(/^ignored(?! or)/)) {
      expect(kinds.get(key), key).toMatchObject({ kind: 'ignored', state: 'done', photoId: null })
    }
    expect(kinds.size).toBe(entries.length)
  })

  it('reports what cannot be shown, with a reason, and goes on', async () => {
    const failed = await listObjects(world.as(world.anna), source.id, { state: 'failed', limit: 500 })
    const reasons = new Map(failed.items.map(({ key, reason }) => [key, reason]))
    expect(reasons.get('mixed/zero-byte.jpg')).toBe('The file is empty.')
    expect(reasons.get('mixed/not really a photo.jpg')).toContain('not a picture')
    expect(reasons.get('mixed/pixel bomb.png')).toMatch(/pixel|large/i)
    expect([...reasons.keys()].every((key) => key.startsWith('mixed/'))).toBe(true)
    const half = shown.get('mixed/truncated.jpg')
    expect(half ? half.damaged : reasons.has('mixed/truncated.jpg')).toBe(true)
    expect(first.failed).toBe(reasons.size)
  })

  it('counts films and drawings as not shown, and never as failed', async () => {
    const { items } = await listObjects(world.as(world.anna), source.id, { state: 'not_shown', limit: 500 })
    const reasons = new Map(items.map(({ key, reason }) => [key, reason]))
    expect(reasons.get('iPhone backup/DCIM/100APPLE/IMG_7943.MOV')).toBe('Videos are not shown.')
    expect(reasons.get('mixed/drawing.svg')).toBeTruthy()
    for (const { key } of expecting(/^raw/)) {
      const raw = shown.get(key)
      expect(raw?.status === 'ready' || Boolean(reasons.get(key)), key).toBe(true)
    }
  })

  it('reads sidecars', () => {
    const noted = shown.get('2015/USA Roadtrip/Day 1 - Berkeley/IMG_5910.jpg')
    expect(noted?.ownFields).not.toBeNull()
    expect(noted).toMatchObject({
      title: 'Squirrel at berkely',
      tags: expect.arrayContaining(['Alvin the Squirrel', 'USA', 'test']),
    })
    // Lightroom's name.xmp speaks for the JPEG of that name too.
    expect(shown.get('RAW/2009/DSC_0001.JPG')?.ownFields).not.toBeNull()
    expect(shown.get('RAW/2009/DSC_0001.JPG')?.tags).not.toEqual([])
  })

  it('lets a copy know of the first', () => {
    const one = shown.get('2015/USA Roadtrip/Yosemite/IMG_6297.JPG')
    const two = shown.get('2015/USA Roadtrip/Yosemite/Copy of IMG_6297.JPG')
    expect([one?.copyOf, two?.copyOf].filter((id) => id !== null)).toEqual([one?.copyOf ? two?.id : one?.id])
  })

  it('reads each object once', () => {
    const read = entries
      .filter(({ key, bytes }) => bytes > 0 && shown.has(key))
      .reduce((sum, { bytes }) => sum + bytes, 0)
    expect(first.bytesRead).toBeGreaterThanOrEqual(read)
    expect(first.listed).toBe(entries.length)
  })

  it('gives originals from the bucket, whatever their key', async () => {
    const strange = expecting(/^photo(?! or)/).filter(({ key }) => /[^A-Za-z0-9/ ._()-]|\.\.|\/\/|^\//.test(key))
    expect(strange.length).toBeGreaterThan(15)
    for (const { key, sha256 } of strange) {
      const photo = shown.get(key)
      const file = await readOriginal(world.as(world.anna), { id: photo?.id ?? '' })
      const { body } = await file.open({ start: 0, end: 9 })
      expect((await buffer(body)).length, key).toBe(10)
      expect(file.tag).toBe(sha256)
    }
  })

  it('gives addresses at the bucket itself where browsers reach it, for every key that an address can hold', async () => {
    const direct = await world.makeSource(
      world.anna,
      { ...bucket.place, publicEndpoint: bucket.endpoint },
      bucket.reader,
    )
    const reader = await openReader(world.db, direct)
    for (const { key, bytes } of expecting(/^photo(?! or)/)) {
      const url = await reader.sign(key, 'attachment; filename="x.jpg"', 'image/jpeg')
      if (key.includes('..')) {
        // Either signed well or not at all.
        if (key.split('/').includes('..')) expect(url).toBeNull()
        if (url === null) continue
      }
      const reply = await fetch(url ?? '')
      expect([reply.status, Number(reply.headers.get('content-length'))], key).toEqual([200, bytes])
      expect(reply.headers.get('content-disposition')).toContain('attachment')
      await reply.body?.cancel()
    }
    reader.close()
  })

  it('shows the folders as they are', async () => {
    const top = await listFolders(world.as(world.anna), source.id, { prefix: '', limit: 500 })
    const names = top.items.map(({ name }) => name)
    expect(names).toContain('Famille')
    expect(names).toContain('')
    expect(names).not.toContain('@eaDir')
    expect(top.count).toBe(shown.size)
    const year = await listFolders(world.as(world.anna), source.id, { prefix: '2015/USA Roadtrip/', limit: 2 })
    expect(year.items.map(({ name, count }) => [name, count])).toEqual([
      ['Antelope Canyon', 2],
      ['Arches & Canyonlands', 2],
    ])
    expect(year.items[0]?.cover?.url).toContain('/renditions/thumb')
    const rest = await listFolders(world.as(world.anna), source.id, {
      prefix: '2015/USA Roadtrip/',
      limit: 2,
      cursor: year.next ?? '',
    })
    expect(rest.items.map(({ name }) => name)).toEqual(['Day 1 - Berkeley', 'Yosemite'])
    await expect(listFolders(world.as(world.ben), source.id, { prefix: '', limit: 1 })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('reads nothing a second time', async () => {
    const second = await world.scan(source)
    expect(second).toMatchObject({
      listed: entries.length,
      added: 0,
      changed: 0,
      moved: 0,
      missing: 0,
      bytesRead: 0,
      requests: 1,
    })
    expect((await world.photosOf(source)).map(({ id }) => id).sort()).toEqual(
      [...shown.values()].map(({ id }) => id).sort(),
    )
  })

  it('has written nothing there', async () => {
    expect(await bucket.listing()).toEqual(before)
    expect(before).toHaveLength(entries.length)
  })
})

async function readLayout(): Promise<LayoutEntry[]> {
  const { keys } = JSON.parse(await readFile(path.join(ROOT, 'bucket-layout.json'), 'utf8'))
  type ClassifiedObject = Omit<LayoutEntry, 'data'> & { developer_set_path?: string; inline_base64?: string }
  return (keys as ClassifiedObject[]).map(({ developer_set_path, inline_base64, ...entry }) => ({
    ...entry,
    data: async () =>
      inline_base64 === undefined
        ? readFile(path.join(ROOT, developer_set_path ?? ''))
        : Buffer.from(inline_base64, 'base64'),
  }))
}
