import { expect, it } from 'vitest'
import { decodePhoto } from '../picture/decode-photo'
import { madeHeic } from '../testing/made-heic'
import { stripMetadata } from './strip-metadata'

const decode = (bytes: Buffer) => decodePhoto(bytes, { filename: '', maxPixels: 1_000_000, raw: false })
const ORIENTATION = Buffer.from('120103000100000001000000', 'hex')

it('a HEIC of which only EXIF says how it is turned stays turned for others, and says nothing else', async () => {
  const file = madeHeic()
  const at = file.indexOf(ORIENTATION)
  expect(at).toBeGreaterThan(0)
  file.writeUInt16LE(6, at + 8)
  const own = await decode(file)
  expect(own).toMatchObject({ width: 64, height: 96, fields: { camera: { model: 'Phone 1' } } })
  const { data } = await stripMetadata(file)
  expect(data.includes('Phone')).toBe(false)
  const theirs = await decode(data)
  expect(theirs).toMatchObject({
    width: 64,
    height: 96,
    fields: { camera: { make: null, model: null }, location: null },
  })
  expect(theirs.fields.takenLocal).toBeNull()
  expect(theirs.preview.data.equals(own.preview.data)).toBe(true)
})
