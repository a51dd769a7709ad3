import { expect, test } from 'vitest'
import { splitTaken } from '../fields/taken'
import { cameraEdit, cameraForm, takenEdit } from './field-forms'

test.each([
  ['2023-08-10T14:03:05+02:00', '2023-08-10T14:03:05', '+02:00'],
  ['2023-08-10T14:03:05.250-03:30', '2023-08-10T14:03:05', '-03:30'],
  ['2023-08-10T14:03:05Z', '2023-08-10T14:03:05', '+00:00'],
  ['2023-08-10T14:03:05', '2023-08-10T14:03:05', ''],
  [null, '', ''],
])('%s', (takenAt, local, offset) => expect(splitTaken(takenAt)).toEqual({ local, offset }))

test('a date without seconds gets them; an empty one empties', () => {
  expect(takenEdit('2023-08-10T14:03', '+02:00')).toEqual({ takenAt: '2023-08-10T14:03:00+02:00' })
  expect(takenEdit('2023-08-10T14:03:05', '')).toEqual({ takenAt: '2023-08-10T14:03:05' })
  expect(takenEdit('', '+02:00')).toEqual({ takenAt: null })
})

const camera = { make: 'Fuji', model: 'X100V', lens: null, iso: 400, aperture: 2.8, exposure: 0.004, focalLength: 23 }

test('only what changed is sent', () => {
  const before = cameraForm(camera)
  expect(before.exposure).toBe('1/250')
  expect(cameraEdit(before, before)).toEqual({ problems: {}, edit: null })
  const form = { ...before, exposure: '1/125', aperture: '5,6', lens: ' Prime ', iso: '' }
  expect(cameraEdit(form, before).edit).toEqual({
    camera: { exposure: 0.008, aperture: 5.6, lens: 'Prime', iso: null },
  })
  expect(Object.keys(cameraEdit({ ...before, exposure: '1/0', iso: 'x' }, before).problems)).toEqual([
    'iso',
    'exposure',
  ])
})
