// What a newer version finds in files reaches photos that an older one has read; what people have set stays.
import { expect, test } from 'vitest'
import { processPhoto } from '../ingest/process'
import { NO_FIELDS } from '../photos/file-columns'
import { uploaded } from '../photos/testing/upload'
import { decodedOf, inWorld, jpegBytes, type World } from '../photos/testing/world'
import { rereadPhotos } from './reread-photos'
import { updatePhoto } from './update-photo'

const NEVER = new AbortController().signal

async function process({ system }: World, id: string, data: Buffer, takenLocal: string, title: string): Promise<void> {
  const fields = { ...NO_FIELDS, takenLocal, title }
  const decoder = { decode: async () => decodedOf(data, { fields }) }
  await processPhoto(system, { photoId: id }, { decoder, locate: async () => null })
}

test(
  'reads every photo once more, and keeps what people set',
  inWorld(async (world) => {
    const { as, anna, db, row } = world
    const data = jpegBytes()
    const id = await uploaded(as(anna), data)
    await process(world, id, data, '2020-01-01T00:00:00.000', 'of the file')
    await updatePhoto(as(anna), { id, patch: { title: 'of Anna' } })
    const wait = () => process(world, id, data, '2019-05-05T10:00:00.000', 'newly read')
    expect(await rereadPhotos(db, { signal: NEVER, wait })).toBe(1)
    const now = await row(id)
    expect(now).toMatchObject({
      status: 'ready',
      title: 'of Anna',
      edited: ['title'],
      fileFields: { title: 'newly read' },
    })
    expect(now.takenLocal).toMatch(/^2019-05-05.10:00:00/)
  }),
)

test(
  'goes on behind a photo, and ends when it is told to',
  inWorld(async (world) => {
    const { as, anna, db, row } = world
    const data = jpegBytes()
    const id = await uploaded(as(anna), data)
    await process(world, id, data, '2020-01-01T00:00:00.000', '')
    expect(await rereadPhotos(db, { after: id, signal: NEVER, wait: async () => undefined })).toBe(0)
    expect(await row(id)).toMatchObject({ status: 'ready' })
    const ending = new AbortController()
    expect(await rereadPhotos(db, { signal: ending.signal, wait: async () => ending.abort() })).toBe(0)
    expect(await row(id)).toMatchObject({ status: 'processing' })
  }),
)
