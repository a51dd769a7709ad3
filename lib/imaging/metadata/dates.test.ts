import { describe, expect, it } from 'vitest'
import { fieldsOf, iptc, whole, xmp } from '../testing/made-blocks'
import { type MadeDirectory, makeTiff } from '../testing/tiff-block'
import type { MetadataBlocks } from './metadata'

describe('date', () => {
  const exif = (tags: MadeDirectory, where: MadeDirectory = {}) => makeTiff({}, tags, where)
  const original = { 36867: '2021:07:04 10:00:00' }

  it.each<[string, Partial<MetadataBlocks>, string | null, number | null]>([
    [
      'capture before digitising',
      { exif: exif({ ...original, 36868: '2023:01:01 00:00:00' }) },
      '2021-07-04T10:00:00.000',
      null,
    ],
    [
      'with its offset and fraction',
      { exif: exif({ ...original, 36881: '+05:45', 37521: '5' }) },
      '2021-07-04T10:00:00.500',
      345,
    ],
    ['an offset alone', { exif: exif({ ...original, 36880: '+02:00' }) }, '2021-07-04T10:00:00.000', 120],
    [
      "not with another change's offset",
      { exif: makeTiff({ 306: '2021:07:06 09:00:00' }, { ...original, 36880: '+02:00' }) },
      '2021-07-04T10:00:00.000',
      null,
    ],
    [
      'with the offset of digitising at the same moment',
      { exif: exif({ ...original, 36868: original[36867], 36882: '+02:00' }) },
      '2021-07-04T10:00:00.000',
      120,
    ],
    [
      'not with that of digitising at another',
      { exif: exif({ ...original, 36868: '2023:01:01 00:00:00', 36882: '+02:00' }) },
      '2021-07-04T10:00:00.000',
      null,
    ],
    [
      'with its zone in XMP',
      { exif: exif(original), xmp: xmp('exifEX:OffsetTimeOriginal="-05:00">') },
      '2021-07-04T10:00:00.000',
      -300,
    ],
    [
      'but not with the zone of another date in XMP',
      {
        exif: exif(original),
        xmp: xmp('exif:DateTimeOriginal="2020-01-01T00:00:00" exif:OffsetTimeOriginal="-05:00">'),
      },
      '2021-07-04T10:00:00.000',
      null,
    ],
    [
      'of XMP, fraction and zone apart',
      {
        xmp: xmp(
          'exif:DateTimeOriginal="2021-07-04T10:00:00" exif:SubSecTimeOriginal="25" exif:OffsetTimeOriginal="+05:30">',
        ),
      },
      '2021-07-04T10:00:00.250',
      330,
    ],
    [
      'of XMP, with the distance to its satellite',
      { xmp: xmp('exif:DateTimeOriginal="2021-07-04T10:00:00" exif:GPSTimeStamp="2021-07-04T04:30:00Z">') },
      '2021-07-04T10:00:00.000',
      330,
    ],
    [
      'with whole hours',
      { exif: exif({ ...original, 34858: { shorts: [65_529, 0] } }) },
      '2021-07-04T10:00:00.000',
      -420,
    ],
    [
      'with the zone of the same moment in XMP',
      { exif: exif(original), xmp: xmp('photoshop:DateCreated="2021-07-04T10:00:00-05:00">') },
      '2021-07-04T10:00:00.000',
      -300,
    ],
    [
      'not with the zone of another moment in XMP',
      { exif: exif(original), xmp: xmp('xmp:CreateDate="2021-07-05T10:00:00-05:00">') },
      '2021-07-04T10:00:00.000',
      null,
    ],
    ['in the first directory', { exif: makeTiff({ 36867: original[36867] }) }, '2021-07-04T10:00:00.000', null],
    [
      'a day alone takes a time of that day',
      { exif: exif({ 36867: '2021:07:04', 36868: '2021:07:04 10:00:00' }) },
      '2021-07-04T10:00:00.000',
      null,
    ],
    [
      'a day alone takes no time of another',
      { exif: exif({ 36867: '1975:07:04', 36868: '2021:07:04 10:00:00' }) },
      '1975-07-04T00:00:00.000',
      null,
    ],
    [
      'capture in XMP before digitising in EXIF',
      { exif: exif({ 36868: '2021:07:04 10:00:00' }), xmp: xmp('photoshop:DateCreated="1975-06-01T12:00:00">') },
      '1975-06-01T12:00:00.000',
      null,
    ],
    [
      'digitising in XMP and in IPTC',
      { xmp: xmp('exif:DateTimeDigitized="2008-01-02T03:04:05">'), iptc: iptc([2, 62, '20090102'], [2, 63, '030405']) },
      '2008-01-02T03:04:05.000',
      null,
    ],
    [
      'digital creation in IPTC',
      { iptc: iptc([2, 62, '20080102'], [2, 63, '030405+0100']) },
      '2008-01-02T03:04:05.000',
      60,
    ],
    ['satellites alone', { exif: exif({}, { 29: '2019-04-05', 7: whole(10, 11, 12) }) }, '2019-04-05T10:11:12.000', 0],
    ['satellites in XMP', { xmp: xmp('exif:GPSTimeStamp="2019-04-05T10:11:12Z">') }, '2019-04-05T10:11:12.000', 0],
    [
      'a name that satellites bear out',
      { exif: exif({}, { 29: '2019:04:05', 7: whole(10, 11, 12) }), filename: 'IMG_20190405_121112.jpg' },
      '2019-04-05T12:11:12.000',
      120,
    ],
    [
      'satellites over a name of another time',
      { exif: exif({}, { 29: '2019:04:05', 7: whole(10, 11, 12) }), filename: 'IMG_20200101_000000.jpg' },
      '2019-04-05T10:11:12.000',
      0,
    ],
    [
      'PNG of exiv2',
      { comments: [{ keyword: 'create-date', text: '1959-04-17T15:21:02' }] },
      '1959-04-17T15:21:02.000',
      null,
    ],
    [
      'not when a PNG was converted',
      { comments: [{ keyword: 'date:create', text: '2021-08-08T08:08:08' }] },
      null,
      null,
    ],
    [
      'offset from the satellites',
      { exif: exif(original, { 29: '2021:07:04', 7: whole(1, 0, 3) }) },
      '2021-07-04T10:00:00.000',
      540,
    ],
    ['never the time of the last change', { exif: makeTiff({ 306: '2020:01:01 00:00:00' }) }, null, null],
    [
      'XMP where EXIF is impossible',
      { exif: exif({ 36867: '2021:02:30 10:00:00' }), xmp: xmp('xmp:CreateDate="2021-05-05T05:05:05+02:00">') },
      '2021-05-05T05:05:05.000',
      120,
    ],
    [
      'IPTC with a time before XMP without',
      { xmp: xmp('photoshop:DateCreated="2006-10-29">'), iptc: iptc([2, 55, '20061029'], [2, 60, '062751-0500']) },
      '2006-10-29T06:27:51.000',
      -300,
    ],
    ['a year alone is no date', { xmp: xmp('photoshop:DateCreated="1975">') }, null, null],
    ['PNG', { comments: [{ keyword: 'Creation Time', text: '2021:08:08 08:08:08' }] }, '2021-08-08T08:08:08.000', null],
    ['the name last', { filename: 'IMG_20190704_123456.jpg' }, '2019-07-04T12:34:56.000', null],
    ['nothing', {}, null, null],
  ])('%s', (_name, blocks, local, offset) => {
    const { takenLocal, takenOffset } = fieldsOf(blocks)
    expect([takenLocal, takenOffset]).toEqual([local, offset])
  })
})

describe('EXIF behind other headers', () => {
  const block = makeTiff({}, { 36867: '2021:07:04 10:00:00' }, {}, 'II')
  const length = Buffer.from([0xff, 0xe1, 0, 0])
  it.each<[string, Buffer]>([
    ['none', Buffer.alloc(0)],
    ['Exif', Buffer.from('Exif\0\0')],
    ['Exif twice', Buffer.from('Exif\0\0Exif\0\0')],
    ['a marker of JPEG', Buffer.concat([length, Buffer.from('Exif\0\0')])],
    ['an offset of HEIF', Buffer.concat([Buffer.from([0, 0, 0, 10]), length, Buffer.from('Exif\0\0')])],
    ['an offset alone', Buffer.from([0, 0, 0, 0])],
  ])('%s', (_name, before) => {
    const { takenLocal } = fieldsOf({ exif: Buffer.concat([before, block]) })
    expect(takenLocal).toBe('2021-07-04T10:00:00.000')
  })
})
