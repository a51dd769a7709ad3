import { describe, expect, it } from 'vitest'
import {
  offsetFromUtc,
  parseExifDate,
  parseIptcDate,
  parseNameDate,
  parseOffset,
  parsePngDate,
  parseXmpDate,
} from './taken-at'

const nextYear = new Date().getUTCFullYear() + 1

describe('parseExifDate', () => {
  it.each([
    ['2022:04:30 13:26:34', undefined, '2022-04-30T13:26:34.000'],
    ['2022:04:30 13:26:34', '49', '2022-04-30T13:26:34.490'],
    ['2021:07:04 10:00:00', '999', '2021-07-04T10:00:00.999'],
    ['2021:07:04 10:00:00', '574922', '2021-07-04T10:00:00.574'],
    ['2021:07:04 10:00:00', 'x', '2021-07-04T10:00:00.000'],
    ['2020:02:29 00:00:00', undefined, '2020-02-29T00:00:00.000'],
    ['1888:08:08 08:08:08', undefined, '1888-08-08T08:08:08.000'],
    ['2016:12:31 23:59:60', undefined, '2016-12-31T23:59:59.000'],
    ['2021:02:29 00:00:00', undefined, null],
    ['2021:02:30 10:00:00', undefined, null],
    ['2020:13:45 25:61:61', undefined, null],
    ['2020:01:01 24:00:00', undefined, null],
    ['0000:00:00 00:00:00', undefined, null],
    ['    :  :     :  :  ', undefined, null],
    ['1970:01:01 00:00:00', undefined, null],
    ['9999:12:31 23:59:59', undefined, null],
    [`${nextYear}:06:01 00:00:00`, undefined, null],
    ['last summer', undefined, null],
    ['', undefined, null],
    [undefined, undefined, null],
  ])('%s', (value, fraction, expected) => {
    expect(parseExifDate(value, fraction)).toBe(expected)
  })
})

describe('parseXmpDate', () => {
  it.each([
    ['2021-05-05T05:05:05+02:00', { local: '2021-05-05T05:05:05.000', offset: 120 }],
    ['2015-07-11T11:18:19.61', { local: '2015-07-11T11:18:19.610', offset: null }],
    ['2021-05-05T05:05Z', { local: '2021-05-05T05:05:00.000', offset: 0 }],
    ['2006-10-29', { local: '2006-10-29T00:00:00.000', offset: null }],
    ['2021-05-05T05:05:05+25:00', { local: '2021-05-05T05:05:05.000', offset: null }],
    ['1975', null],
    ['1975-06', null],
    ['2021-02-30T00:00:00', null],
    ['yesterday', null],
  ])('%s', (value, expected) => {
    expect(parseXmpDate(value)).toEqual(expected)
  })
})

describe('parseIptcDate', () => {
  it.each([
    ['20210606', '060606+0100', { local: '2021-06-06T06:06:06.000', offset: 60 }],
    ['20040226', undefined, { local: '2004-02-26T00:00:00.000', offset: null }],
    ['20040226', 'noon', { local: '2004-02-26T00:00:00.000', offset: null }],
    ['20040230', '060606', null],
    ['', '143000+0000', null],
  ])('%s %s', (date, time, expected) => {
    expect(parseIptcDate(date, time)).toEqual(expected)
  })
})

describe('parsePngDate', () => {
  it.each([
    ['2021:08:08 08:08:08', '2021-08-08T08:08:08.000', null],
    ['13 Feb 2007 06:34:38 +0000', '2007-02-13T06:34:38.000', 0],
    ['Fri, 14 Dec 2018 00:42:19 -0500', '2018-12-14T00:42:19.000', -300],
    ['2018-12-14T00:42:19Z', '2018-12-14T00:42:19.000', 0],
  ])('%s', (value, local, offset) => {
    expect(parsePngDate(value)).toEqual({ local, offset })
  })

  it('knows no other form', () => {
    expect(parsePngDate('14/12/2018')).toBeNull()
  })
})

describe('parseNameDate', () => {
  it.each([
    ['IMG_20190704_123456.jpg', '2019-07-04T12:34:56.000'],
    ['PXL_20210503_101112345.jpg', '2021-05-03T10:11:12.345'],
    ['Screenshot 2021-02-03 at 9.15.00 PM.png', '2021-02-03T21:15:00.000'],
    ['Screenshot 2021-02-03 at 12.15.00 AM.png', '2021-02-03T00:15:00.000'],
    ['WhatsApp Image 2020-05-12 at 14.33.21.jpeg', '2020-05-12T14:33:21.000'],
    ['signal-2022-08-09-101112.jpg', '2022-08-09T10:11:12.000'],
    ['IMG-20200512-WA0001.jpg', '2020-05-12T00:00:00.000'],
    ['20240107_110258.jpg', '2024-01-07T11:02:58.000'],
    ['DSC_0423.JPG', null],
    ['IMG_20191304_123456.jpg', null],
    ['IMG_20190704_253456.jpg', null],
    ['120190704_1234567.jpg', null],
    ['10000101_000000.jpg', null],
    ['', null],
  ])('%s', (name, expected) => {
    expect(parseNameDate(name)).toBe(expected)
  })
})

describe('offsets', () => {
  it.each([
    ['+05:45', 345],
    ['-12:00', -720],
    ['+14:00', 840],
    ['-0330', -210],
    ['Z', 0],
    ['+14:15', null],
    ['-12:15', null],
    ['+02:60', null],
    ['   :  ', null],
    [undefined, null],
  ])('parseOffset %s', (value, expected) => {
    expect(parseOffset(value)).toBe(expected)
  })

  it.each([
    ['exact', '2021-07-04T19:30:00.000', '2021-07-04T10:30:00Z', 540],
    ['a slow clock', '2023-06-07T13:45:55.000', '2023-06-07T12:46:01Z', 60],
    ['three quarters', '2024-04-14T02:20:31.000', '2024-04-13T20:35:31Z', 345],
    ['west, over midnight', '2024-04-13T23:38:30.000', '2024-04-14T03:38:30Z', -240],
    ['no difference', '2019-01-01T00:15:00.000', '2019-01-01T00:15:00Z', 0],
    ['a date without a time', '2016-04-10T12:27:00.000', '2016-04-10T00:00:00Z', null],
    ['another day', '2023-02-02T02:00:00.000', '2023-08-08T08:00:00Z', null],
  ])('offsetFromUtc: %s', (_name, local, utc, expected) => {
    expect(offsetFromUtc(local, Date.parse(utc))).toBe(expected)
  })
})
