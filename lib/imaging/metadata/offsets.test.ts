import { describe, expect, it } from 'vitest'
import { offsetFromUtc, offsetOfHours, parseOffset } from './offsets'

describe('offsets', () => {
  it.each([
    ['+05:45', 345],
    ['-12:00', -720],
    ['+14:00', 840],
    ['-0330', -210],
    ['+2:00', 120],
    ['+02', 120],
    ['-7', -420],
    ['UTC+2', 120],
    ['+02:00:00', 120],
    ['−05:00', -300],
    ['"+02:00"', 120],
    ['Z', 0],
    ['GMT', 0],
    ['-00:00', 0],
    ['PST', -480],
    ['+14:15', null],
    ['-12:15', null],
    ['+02:60', null],
    ['+200', 120],
    ['02:00', null],
    ['CEST', null],
    ['   :  ', null],
    [undefined, null],
  ])('parseOffset %s', (value, expected) => expect(parseOffset(value)).toBe(expected))

  it.each([
    [-7, -420],
    [65_529, -420],
    [0, 0],
    [14, 840],
    [15, null],
    [2.5, null],
    [undefined, null],
  ])('offsetOfHours %s', (value, expected) => expect(offsetOfHours(value)).toBe(expected))

  it.each<[string, string, string, number | null, number | null]>([
    ['exact', '2021-07-04T19:30:00.000', '2021-07-04T10:30:00Z', null, 540],
    ['a slow clock', '2023-06-07T13:45:55.000', '2023-06-07T12:46:01Z', null, 60],
    ['three quarters', '2024-04-14T02:20:31.000', '2024-04-13T20:35:31Z', 85.3, 345],
    ['three quarters, place unknown', '2024-04-14T02:20:31.000', '2024-04-13T20:35:31Z', null, 345],
    ['west, over midnight', '2024-04-13T23:38:30.000', '2024-04-14T03:38:30Z', -74, -240],
    ['no difference', '2019-01-01T00:15:00.000', '2019-01-01T00:15:00Z', null, 0],
    ['Kashgar by the clock of Beijing', '2024-05-05T20:00:00.000', '2024-05-05T12:00:00Z', 75.9, 480],
    ['Kiritimati', '2024-05-06T02:00:00.000', '2024-05-05T12:00:00Z', -157.4, 840],
    ['Newfoundland in summer', '2024-07-05T09:30:00.000', '2024-07-05T12:00:00Z', -52.7, -150],
    ['Chatham', '2024-07-05T12:45:00.000', '2024-07-05T00:00:00Z', -176.5, 765],
    ['a fix of half an hour before, in Pakistan', '2024-05-05T17:30:00.000', '2024-05-05T12:00:00Z', 67, null],
    ['a clock of the other side of the earth', '2024-05-05T12:00:00.000', '2024-05-05T12:00:00Z', 139.7, null],
    ['a date without a time', '2016-04-10T12:27:00.000', '2016-04-10T00:00:00Z', null, null],
    ['another day', '2023-02-02T02:00:00.000', '2023-08-08T08:00:00Z', null, null],
  ])('offsetFromUtc: %s', (_name, local, utc, longitude, expected) => {
    expect(offsetFromUtc(local, Date.parse(utc), longitude)).toBe(expected)
  })

  it('a fix up to an hour old invents no zone in Europe', () => {
    const found = new Set<number | null>()
    for (let late = 0; late <= 59; late++)
      found.add(offsetFromUtc('2019-04-20T15:00:00.000', Date.UTC(2019, 3, 20, 13, -late), 13.4))
    expect([...found].sort()).toEqual([120, 180, null].sort())
  })
})
