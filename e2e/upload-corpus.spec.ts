import { type APIRequestContext, expect, test } from '@playwright/test'
import sharp from 'sharp'
import type { Photo } from '@/lib/photos/contract'
import { type Comparison, compareWithTruth } from '../lib/imaging/testing/agreement'
import { reasonFor } from '../lib/imaging/testing/known-disagreements'
import { MADE_SERIES, makeSet } from '../lib/imaging/testing/made-set'
import { type ManifestFile, readManifest } from '../lib/imaging/testing/manifest'
import { type Outcome, uploadCorpus } from './corpus-upload'
import { newPerson } from './new-person'
import { makePhoto } from './upload-fixtures'

interface TestSet {
  name: string
  /** null where the set is not at hand. */
  load: () => Promise<ManifestFile[] | null>
  /** Beginnings of paths whose files show the same picture. */
  series: string[]
}

const LARGE_SERIES = ['recurser/Landscape_', 'recurser/Portrait_', 'letter-F/orientation_']
const SETS: TestSet[] = [
  { name: 'the made set', load: makeSet, series: MADE_SERIES },
  {
    name: 'the developer test set',
    load: async () => readManifest(),
    series: LARGE_SERIES.map((series) => `orientation/${series}`),
  },
]

/** Times are wall-clock times with an offset in minutes where the API writes RFC 3339. */
function fieldsOf(photo: Photo) {
  const taken = /^(.{10})T([\d:.]+)(Z|[+-]\d\d:\d\d)?$/.exec(photo.takenAt ?? '')
  const none = { make: null, model: null, lens: null, iso: null, aperture: null, exposure: null, focalLength: null }
  return {
    title: photo.title,
    description: photo.description,
    tags: photo.tags,
    rating: photo.rating,
    takenLocal: taken ? `${taken[1]}T${taken[2]}` : null,
    takenOffset: taken?.[3] === undefined ? null : minutes(taken[3]),
    camera: photo.camera ?? none,
    location: photo.location,
  }
}

function minutes(offset: string): number {
  if (offset === 'Z') return 0
  const [hours, rest] = offset.slice(1).split(':').map(Number) as [number, number]
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + rest)
}

const words = ({ file, photo, refused }: Outcome) =>
  `${file.path}: ${refused ? `${refused.step} ${refused.status} ${refused.reason}` : `${photo?.status} ${photo?.failure}`}`

const isIn = ({ photo, refused }: Outcome) => refused === null && photo?.status === 'ready'

for (const set of SETS)
  test(`every picture of ${set.name}, through the API into the running build and back`, async ({
    context,
    baseURL,
  }) => {
    const files = await set.load()
    test.skip(files === null, 'SKIPPED: the developer test set is not there')
    test.setTimeout(900_000)
    const origin = baseURL as string
    await newPerson(context, origin)
    const trouble: string[] = []
    const outcomes = await uploadCorpus(context.request, origin, files ?? [], (what) => trouble.push(what))
    expect(trouble).toEqual([])

    const wrong = outcomes.filter((outcome) => {
      const { outcome: expected } = outcome.file.expected
      if (expected === 'accepted') return !isIn(outcome)
      return (expected === 'rejected' || expected === 'not-an-image') && isIn(outcome)
    })
    expect(wrong.map(words)).toEqual([])
    const speechless = outcomes.filter(
      (outcome) => !isIn(outcome) && !(outcome.refused?.reason ?? outcome.photo?.failure ?? '').endsWith('.'),
    )
    expect(speechless.map(words), 'every refusal is a sentence').toEqual([])

    const disagreements: Comparison[] = []
    let compared = 0
    for (const { file, photo, linked } of outcomes.filter(isIn)) {
      if (file.expected.outcome !== 'accepted' || !photo) continue
      const read = { fields: fieldsOf(photo), width: photo.width as number, height: photo.height as number }
      // A date may come from the name of the file under which these bytes came first.
      const fields = compareWithTruth(file, read).filter(({ field }) => !(linked && field === 'date'))
      compared += fields.length
      disagreements.push(...fields.filter((one) => !one.agrees && !reasonFor(one, file)))
    }
    expect(disagreements).toEqual([])
    console.log(`${outcomes.filter(isIn).length} of ${outcomes.length} files got in; ${compared} fields compared`)

    for (const series of set.series) {
      const group = outcomes.filter((one) => one.file.path.startsWith(series) && isIn(one))
      const cells = await Promise.all(group.map(({ photo }) => coarse(context.request, photo as Photo)))
      const upright = cells[group.findIndex(({ file }) => /_1\.[a-z]+$/.test(file.path))] as Buffer
      group.forEach((one, index) => {
        expect(difference(upright, cells[index] as Buffer), one.file.path).toBeLessThan(12)
      })
      expect(group.length).toBeGreaterThanOrEqual(5)
    }

    // The worker lives: an ordinary photo still gets in.
    const { buffer } = await makePhoto('after.jpg')
    const ordinary = { path: 'after.jpg' } as ManifestFile
    const [after] = await uploadCorpus(context.request, origin, [ordinary], expectNone, async () => buffer)
    expect(after?.photo?.status).toBe('ready')
  })

function expectNone(trouble: string): void {
  expect(trouble).toBe('')
}

/** 8 × 8 grey cells of what is shown. */
async function coarse(request: APIRequestContext, photo: Photo): Promise<Buffer> {
  const reply = await request.get(photo.renditions?.preview.url ?? '')
  return sharp(await reply.body())
    .greyscale()
    .resize(8, 8, { fit: 'fill' })
    .raw()
    .toBuffer()
}

function difference(one: Buffer, other: Buffer): number {
  return one.reduce((sum, value, index) => sum + Math.abs(value - (other[index] ?? 0)), 0) / one.length
}
