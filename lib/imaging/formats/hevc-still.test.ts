import { describe, expect, it } from 'vitest'
import { hevcItem, hevcPicture, imir, irot, ispe, makeGrid, makeHeif, nclx } from '../testing/made-heif'
import { readHeifItems } from './heif-items'
import { readHevcConfig, slicesOfStill } from './hevc-still'
import { readHevcTiles } from './hevc-tiles'

const { data, hvcC } = hevcPicture()
const config = hvcC.subarray(8)
const unit = (type: number, rest: number[] = [0x80, 1, 2], layer = 0) => {
  const body = Buffer.from([(type << 1) | (layer >> 5), ((layer & 31) << 3) | 1, ...rest])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.byteLength)
  return Buffer.concat([length, body])
}

describe('the configuration of a HEVC still', () => {
  it('says what its pixels are', () => {
    expect(readHevcConfig(config)).toMatchObject({
      chroma: 1,
      codedWidth: 96,
      codedHeight: 64,
      bits: [8, 8],
      lengthBytes: 4,
    })
  })

  it('is none where it is cut, at whatever byte, or has two sets', () => {
    const start = config.indexOf(Buffer.from([0x42, 1, 1]))
    for (let end = 0; end < start + 20; end++) expect(readHevcConfig(config.subarray(0, end)), `${end}`).toBeNull()
    expect(readHevcConfig(Buffer.alloc(200, 0xff))).toBeNull()
    expect(readHevcConfig(Buffer.alloc(200))).toBeNull()
  })

  it('keeps parameter sets alone', () => {
    const note = Buffer.concat([config, Buffer.from([39, 0, 1, 0, 3, 0x4e, 1, 5])])
    note[22] = (config[22] ?? 0) + 1
    expect(readHevcConfig(note)?.parameters.equals(readHevcConfig(config)?.parameters as Buffer)).toBe(true)
  })
})

describe('the slices of a still', () => {
  it('are its data', () => {
    expect(slicesOfStill(data, 4)?.equals(data)).toBe(true)
  })

  it.each([
    ['notes are left out', [unit(39), unit(20), unit(40)], [unit(20)]],
    ['more than one slice', [unit(19), unit(19, [0, 5, 6])], [unit(19), unit(19, [0, 5, 6])]],
    ['two pictures', [unit(19), unit(19)], null],
    ['no beginning', [unit(19, [0, 5, 6])], null],
    ['a picture that needs others', [unit(1)], null],
    ['parameters of its own', [unit(33), unit(19)], null],
    ['another layer', [unit(19), unit(19, [0, 5, 6], 1)], null],
    ['notes alone', [unit(39)], null],
    ['a length beyond the end', [unit(19).subarray(0, 6)], null],
    ['a thousand pieces', Array.from({ length: 1000 }, () => unit(39)), null],
  ])('%s', (_, given, wanted) => {
    const found = slicesOfStill(Buffer.concat(given), 4)
    if (wanted === null) expect(found).toBeNull()
    else expect(found?.equals(Buffer.concat(wanted))).toBe(true)
  })
})

describe('tiles', () => {
  const read = (bytes: Buffer) => {
    const items = readHeifItems(bytes)
    return items && readHevcTiles(bytes, items)
  }

  it('are read of a grid, and of a picture of one', () => {
    expect(read(makeGrid(3, 2))).toMatchObject({ columns: 3, rows: 2, tileWidth: 96, tileHeight: 64, width: 288 })
    expect(read(makeHeif([hevcItem(irot(1), imir(0))]))).toMatchObject({ columns: 1, rows: 1, width: 96, height: 64 })
  })

  it('have the colours of the container before those of the codestream', () => {
    expect(read(makeHeif([hevcItem(nclx(9, 16, 9))]))).toMatchObject({ matrix: 9, fullRange: true })
    expect(read(makeGrid(2, 1, hevcItem(nclx(1, 13, 1))))).toMatchObject({ matrix: 1, fullRange: true })
  })

  it('are left to libheif where the picture is another', () => {
    const grid = makeGrid(2, 2)
    const lying = Buffer.from(grid)
    lying.writeUInt32BE(97, lying.lastIndexOf('ispe') + 8)
    const large = makeHeif([{ ...hevcItem(), properties: [hvcC, ispe(9600, 6400)] }])
    const other = makeHeif([{ ...hevcItem(), type: 'av01' }])
    for (const bytes of [grid.subarray(0, grid.length - 1), lying, large, other]) expect(read(bytes)).toBeNull()
  })
})
