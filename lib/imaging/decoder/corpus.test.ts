import { Readable } from 'node:stream'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DecodeFailure } from '../decoded/decode-failure'
import type { DecodedPhoto } from '../decoded/decoded-photo'
import { type Comparison, compareWithTruth } from '../testing/agreement'
import { KNOWN, reasonFor } from '../testing/known-disagreements'
import { MADE_SERIES, makeSet } from '../testing/made-set'
import { bytesOf, type ManifestFile, readManifest } from '../testing/manifest'
import { type DecoderPool, openDecoderPool } from './decoder-pool'

/** A child is killed when it is seen above 512 MB; the kernel refuses it 64 MB more than that. */
const CAP = (512 + 64) * 1024 * 1024
const SIZE = 2
const LEAKS = [
  'LEAKMARK',
  'Exif\0\0',
  'http://ns.adobe.com/',
  'Photoshop 3.0',
  '8BIM',
  'GPSLatitude',
  '<x:xmpmeta',
  '48.858',
  '<script',
  '<?php',
]

const LARGE_SERIES = [
  'orientation/recurser/Landscape_',
  'orientation/recurser/Portrait_',
  'orientation/letter-F/orientation_',
]
const large = readManifest()
const SETS = [
  { name: 'the made set', files: await makeSet(), series: MADE_SERIES, known: [] },
  { name: 'the developer test set', files: large, series: LARGE_SERIES, known: KNOWN },
]

interface Result {
  file: ManifestFile
  photo: DecodedPhoto | null
  failure: unknown
}

for (const { name, files, series, known } of SETS)
  describe.skipIf(files === null)(name, () => {
    const results: Result[] = []
    let pool: DecoderPool

    beforeAll(async () => {
      pool = openDecoderPool({ size: SIZE, maxPixels: 100_000_000 })
      const waiting = [...(files ?? [])]
      const lane = async () => {
        for (let file = waiting.shift(); file; file = waiting.shift()) results.push(await decode(file))
      }
      await Promise.all(Array.from({ length: SIZE }, lane))
    }, 900_000)

    afterAll(() => pool.close())

    /** As the worker does: what may be tried again is, on a fresh child. */
    async function decode(file: ManifestFile, again = true): Promise<Result> {
      const filename = file.path.split('/').at(-1) ?? ''
      const body = Readable.from([bytesOf(file)])
      const result = await pool.decode({ body, bytes: file.bytes, ownerId: 'one', filename }).then(
        (photo) => ({ photo, failure: null }),
        (failure: unknown) => ({ photo: null, failure }),
      )
      const retry = again && result.failure instanceof DecodeFailure && result.failure.retry
      return retry ? decode(file, false) : { file, ...result }
    }

    it('takes every file marked accepted and refuses every file marked rejected, with a reason', () => {
      const wrong = results.filter(({ file: { expected }, photo }) => {
        if (expected.outcome === 'accepted') return photo === null
        return ['rejected', 'not-an-image'].includes(expected.outcome) && photo !== null
      })
      expect(wrong.map(({ file, failure }) => `${file.path}: ${String(failure)}`)).toEqual([])
      const speechless = results.filter(
        ({ failure }) => failure !== null && !(failure instanceof DecodeFailure && failure.reason.endsWith('.')),
      )
      expect(speechless.map(({ file }) => file.path)).toEqual([])
    })

    it('keeps every child under its memory, and none dies of a file', () => {
      expect(pool.peakBytes()).toBeLessThanOrEqual(CAP)
      expect(
        results.filter(({ failure }) => failure instanceof DecodeFailure && failure.retry).map(({ file }) => file.path),
      ).toEqual([])
    })

    it('agrees with the manifest, or says why not', () => {
      const table: Record<string, { agree: number; explained: number; wrong: number }> = {}
      const wrong: Comparison[] = []
      const used = new Set<unknown>()
      for (const { file, photo } of results) {
        if (file.expected.outcome !== 'accepted' || photo === null) continue
        for (const comparison of compareWithTruth(file, photo)) {
          table[comparison.field] ??= { agree: 0, explained: 0, wrong: 0 }
          const row = table[comparison.field] as (typeof table)[string]
          const reason = comparison.agrees ? undefined : reasonFor(comparison, file)
          if (comparison.agrees) row.agree++
          else if (reason) row.explained++
          else {
            row.wrong++
            wrong.push(comparison)
          }
          used.add(reason)
        }
      }
      console.table(table)
      expect(wrong).toEqual([])
      expect(
        known.filter((one) => !used.has(one)).map(({ field, path }) => `${field} ${path}: not needed any more`),
      ).toEqual([])
    })

    it('shows every picture of an orientation series alike', async () => {
      for (const start of series) {
        const group = results.filter(({ file, photo }) => file.path.startsWith(start) && photo !== null)
        expect(group.length).toBeGreaterThanOrEqual(5)
        const reference = await coarse(group.find(({ file }) => /_1\.[a-z]+$/.test(file.path)) as Result)
        for (const result of group)
          expect(difference(reference, await coarse(result)), result.file.path).toBeLessThan(12)
      }
    })

    it('leaves nothing but pixels in the renditions', () => {
      for (const { file, photo } of results) {
        if (photo === null) continue
        for (const { data } of [photo.preview, photo.thumb]) {
          expect(
            LEAKS.filter((leak) => data.includes(leak)),
            file.path,
          ).toEqual([])
        }
      }
    })

    it('never draws larger than the picture or the limit, never empty', () => {
      for (const { file, photo } of results) {
        if (photo === null) continue
        const { preview, thumb, width, height } = photo
        expect(preview.width, file.path).toBe(Math.min(preview.width, width, 2048))
        expect(preview.height, file.path).toBe(Math.min(preview.height, height, 2048))
        expect(Math.max(thumb.width, thumb.height), file.path).toBeLessThanOrEqual(512)
        expect(Math.min(thumb.width, thumb.height, preview.width, preview.height), file.path).toBeGreaterThan(0)
      }
    })
  })

/** 8 × 8 grey cells of what is shown. */
async function coarse({ photo }: Result): Promise<Buffer> {
  return sharp(photo?.preview.data).greyscale().resize(8, 8, { fit: 'fill' }).raw().toBuffer()
}

function difference(one: Buffer, other: Buffer): number {
  return one.reduce((sum, value, index) => sum + Math.abs(value - (other[index] ?? 0)), 0) / one.length
}
