import { expect, it } from 'vitest'
import type { Photo } from '@/lib/photos/contract'
import { factsOf, readDifferences } from './facts-of'

const plain = {
  width: 4000,
  height: 3000,
  bytes: 5_240_000,
  mediaType: 'image/jpeg',
  takenAt: null,
  takenAtGuessed: false,
  camera: null,
  place: null,
  location: null,
  albums: [],
  source: null,
  filename: 'a.jpg',
} as unknown as Photo

const textsOf = (photo: Partial<Photo>) =>
  Object.fromEntries(factsOf({ ...plain, ...photo }, []).map(({ field, text }) => [field, text]))

it('says what is known of a photo, and that nothing is known', () => {
  expect(textsOf({})).toEqual({
    pixels: '4000 × 3000 (12 MP)',
    size: '5.2 MB',
    format: 'JPEG',
    date: 'Not known',
    camera: 'Not known',
    place: 'Not known',
    albums: 'None',
    source: 'Upload: a.jpg',
  })
})

it('names albums, the source and its key, and tells a guess as one', () => {
  const told = textsOf({
    albums: [
      { id: '1', title: 'Sea' },
      { id: '2', title: '' },
    ],
    source: { id: 's', name: 'NAS', key: '2023/a.jpg' },
    takenAt: '2023-08-10T14:03:00+02:00',
    takenAtGuessed: true,
  })
  expect(told).toMatchObject({
    albums: 'Sea, Album without a title',
    source: 'NAS: 2023/a.jpg',
    date: 'About Thu 10 Aug 2023, from the file’s time',
  })
})

it('tells seconds only where they differ', () => {
  const photo = { ...plain, takenAt: '2023-08-10T14:03:07+02:00' }
  const date = (differences: ['date'] | []) => factsOf(photo, differences).find(({ field }) => field === 'date')?.text
  expect(date([])).toBe('Thursday 10 August 2023, 14:03 UTC+02:00')
  expect(date(['date'])).toBe('Thursday 10 August 2023, 14:03:07 UTC+02:00')
})

it('marks what differs', () => {
  const marked = factsOf(plain, ['size', 'date']).filter(({ differs }) => differs)
  expect(marked.map(({ field }) => field)).toEqual(['size', 'date'])
})

it('takes for different only what reads differently', () => {
  const of = (...takenAt: string[]) => {
    const photos = takenAt.map((at) => ({ ...plain, takenAt: at, takenAtGuessed: true }))
    return readDifferences({ photos, differences: ['date'] })
  }
  expect(of('2023-08-10T14:03:00+02:00', '2023-08-10T14:03:09+02:00')).toEqual([])
  expect(of('2023-08-10T14:03:00+02:00', '2023-08-11T14:03:00+02:00')).toEqual(['date'])
  const exact = [7, 8].map((second) => ({ ...plain, takenAt: `2023-08-10T14:03:0${second}+02:00` }))
  expect(readDifferences({ photos: exact, differences: ['date'] })).toEqual(['date'])
  expect(readDifferences({ photos: exact, differences: [] })).toEqual([])
})
