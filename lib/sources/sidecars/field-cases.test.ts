// Files that people of this field reported, each with what is right for it.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DecoderPool, openDecoderPool } from '../../imaging/decoder/decoder-pool'
import { joinSidecar } from '../../imaging/metadata/join-sidecar'
import { readSidecar } from '../../imaging/metadata/sidecar'
import { besides, type Made, readFieldCases, type Wanted, wrongsOf } from '../../imaging/testing/field-cases'
import { OPEN_GETS } from '../../imaging/testing/open-cases-gets'
import { OPEN_LOOK } from '../../imaging/testing/open-cases-look'
import { OPEN_META } from '../../imaging/testing/open-cases-meta'
import { OPEN_WORDS } from '../../imaging/testing/open-cases-words'
import { classifyKey } from '../../media/classify'
import { rankOfSidecar } from './sidecar-keys'

const OPEN = [...OPEN_GETS, ...OPEN_LOOK, ...OPEN_META, ...OPEN_WORDS]
const found = readFieldCases()
const cases = Object.entries(found?.cases ?? {})

describe.skipIf(found === null)('the files of the field', () => {
  let pool: DecoderPool

  beforeAll(() => {
    pool = openDecoderPool({ size: 1, maxPixels: 100_000_000 })
  })

  afterAll(() => pool.close())

  async function make(path: string, { source, sidecar }: Wanted): Promise<Made> {
    const folder = found?.folder ?? ''
    const data = readFileSync(join(folder, path))
    const filename = path.split('/').at(-1) ?? ''
    const kind = classifyKey(path, data.byteLength)
    if (source && kind !== 'photo' && kind !== 'raw') throw new Error(`a source takes it for ${kind}`)
    const body = Readable.from([data])
    const photo = await pool.decode({ body, bytes: data.byteLength, ownerId: 'one', filename, raw: source === true })
    if (!sidecar) return { photo, fields: photo.fields }
    const beside = besides(folder, path).filter((name) => name.toLowerCase().endsWith('.xmp'))
    const [name] = beside.filter((one) => rankOfSidecar(one, filename) !== null)
    if (!name) throw new Error('no sidecar is found beside it')
    const { place: _, ...said } = readSidecar(readFileSync(join(folder, dirname(path), name)))
    return { photo, fields: joinSidecar(photo.fields, said) }
  }

  it.each(cases)('%s', async (path, wanted) => {
    const wrongs = await make(path, wanted).then(
      (made) => wrongsOf(wanted, made),
      (error: unknown) => [String(error)],
    )
    if (OPEN.includes(path)) expect(wrongs, 'right by now: take it off the list of open cases').not.toEqual([])
    else expect(wrongs).toEqual([])
  })

  it('knows every open case', () => {
    expect(OPEN.filter((path) => found?.cases[path] === undefined)).toEqual([])
    expect(OPEN.length).toBe(new Set(OPEN).size)
  })
})
