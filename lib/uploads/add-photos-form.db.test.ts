import { eq } from 'drizzle-orm'
import { expect, test, vi } from 'vitest'
import { photos } from '@/db/schema/photos'
import { parseWith } from '../errors/parse-with'
import { readMultipart } from '../http/multipart'
import { refusal } from '../photos/testing/refusal'
import { inWorld, jpegBytes, type World } from '../photos/testing/world'
import { addPhotos } from './add-photos'
import { AddPhotosFields, REPEATABLE_FIELDS } from './add-photos-contract'

const MOST = 300_000

vi.mock('../env', async (original) => {
  const actual = await original<typeof import('../env')>()
  return { ...actual, env: () => ({ ...actual.env(), MAX_UPLOAD_BYTES: MOST }) }
})

type Part = [name: string, value: string | Buffer]

function formOf(parts: Part[]): Request {
  const form = new FormData()
  for (const [name, value] of parts) {
    if (typeof value === 'string') form.append(name, value)
    else form.append('file', new Blob([new Uint8Array(value)]), name)
  }
  const whole = new Response(form)
  const headers = { 'content-type': whole.headers.get('content-type') ?? '' }
  const body = whole.body?.pipeThrough(inPieces()) ?? null
  return new Request('http://x.test/', { method: 'POST', headers, body, duplex: 'half' } as RequestInit)
}

/** As they come from the net. */
function inPieces() {
  return new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      for (let at = 0; at < chunk.length; at += 16_384) controller.enqueue(chunk.slice(at, at + 16_384))
    },
  })
}

const add = ({ as, anna }: World, request: Request) =>
  addPhotos(as(anna), {
    read: async (take) =>
      parseWith(AddPhotosFields, await readMultipart(request, take, REPEATABLE_FIELDS), 'field', []),
  })

const rowsOf = ({ db, anna }: World) => db.select().from(photos).where(eq(photos.ownerId, anna.id))

test(
  'a file over the limit, in the middle, does not keep the next one from coming',
  inWorld(async (world) => {
    const files = [
      ['a.jpg', jpegBytes()],
      ['large.jpg', jpegBytes(MOST + 150_000)],
      ['b.jpg', jpegBytes(100_000)],
    ] satisfies Part[]
    const reply = await add(world, formOf([...files, ['title', 'Behind']]))
    expect(reply.files.map((file) => ('problem' in file ? file.problem.code : file.name))).toEqual([
      'a.jpg',
      'too_large',
      'b.jpg',
    ])
    expect(reply.photos.map(({ title, bytes }) => [title, bytes])).toEqual([
      ['Behind', 20_000],
      ['Behind', 100_000],
    ])
  }),
)

test(
  'a file without end refuses the form, by name, and leaves nothing',
  inWorld(async (world) => {
    const request = formOf([
      ['a.jpg', jpegBytes()],
      ['endless.jpg', jpegBytes(20 * MOST)],
    ])
    await expect(add(world, request)).rejects.toMatchObject({
      code: 'too_large',
      message: expect.stringMatching(/^endless\.jpg: /),
    })
    expect(await rowsOf(world)).toEqual([])
  }),
)

test(
  'a form that is cut leaves nothing',
  inWorld(async (world) => {
    const whole = formOf([
      ['a.jpg', jpegBytes()],
      ['b.jpg', jpegBytes(100_000)],
    ])
    const bytes = await whole.arrayBuffer()
    const headers = { 'content-type': whole.headers.get('content-type') ?? '' }
    const cut = new Request('http://x.test/', { method: 'POST', headers, body: bytes.slice(0, 70_000) })
    expect(await refusal(add(world, cut))).toBe('invalid')
    expect(await rowsOf(world)).toEqual([])
  }),
)

test.each<[string, Part[], string[]]>([
  [
    'one in each field',
    [
      ['tags', 'sea'],
      ['tags', 'low tide'],
    ],
    ['sea', 'low tide'],
  ],
  ['commas', [['tags', 'sea, low tide,']], ['sea', 'low tide']],
  ['a JSON array', [['tags', '["sea, calm","low tide"]']], ['sea, calm', 'low tide']],
  ['none', [['tags', '']], []],
])('tags: %s', (_name, fields, expected) =>
  inWorld(async (world) => {
    const reply = await add(world, formOf([...fields, ['a.jpg', jpegBytes()]]))
    expect(reply.photos[0]?.tags).toEqual(expected)
  })(),
)

test.each<[string, Part[], RegExp]>([
  ['an unknown field', [['tittle', 'x']], /unknown field tittle/],
  [
    'two albums',
    [
      ['album', '01a2182a-0461-7bd8-b3fe-bf0338283c33'],
      ['albumTitle', 'x'],
    ],
    /albumTitle: .*not both/,
  ],
  ['an album without a title', [['albumTitle', '  ']], /albumTitle: give the album a title/],
  ['a rating beyond 5', [['rating', '6']], /rating: a whole number from −1 \(rejected\) to 5/],
  ['tags that are no JSON', [['tags', '["sea"']], /tags: write a JSON array/],
  [
    'a title twice',
    [
      ['title', 'a'],
      ['title', 'b'],
    ],
    /title: give it once/,
  ],
])('%s refuses the form, names the field, and leaves nothing', (_name, fields, message) =>
  inWorld(async (world) => {
    const request = formOf([...fields, ['a.jpg', jpegBytes()]])
    await expect(add(world, request)).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringMatching(message),
    })
    expect(await rowsOf(world)).toEqual([])
  })(),
)
