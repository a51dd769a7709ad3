import { expect, it } from 'vitest'
import { parseLibrary } from './library-file'

const photo = (path: string | null) => ({
  ...{
    id: 'x',
    path,
    sha256: null,
    bytes: 1,
    filename: 'x.jpg',
    mediaType: 'image/jpeg',
    visibility: 'private',
    title: '',
    description: '',
  },
  ...{
    tags: [],
    favourite: false,
    rating: null,
    takenAt: null,
    takenAtGuessed: false,
    addedAt: '',
    deletedAt: null,
    camera: null,
  },
  ...{ location: null, place: null, edited: [], hash: null, source: null },
})
const text = (more: object) =>
  JSON.stringify({
    format: 'albumen-library',
    version: 1,
    exportedAt: '',
    server: '',
    username: '',
    filter: null,
    photos: [],
    albums: [],
    ...more,
  })

it('takes what an export has written', () => {
  expect(parseLibrary(text({ photos: [photo('2020/01/a b (2).jpg'), photo(null)] }))?.photos).toHaveLength(2)
})

it.each(['../x.jpg', '/x.jpg', 'a/../../x.jpg', 'a//x.jpg', './x.jpg', 'a\\..\\x.jpg', 'a\u0000.jpg', ''])(
  'refuses the path %j',
  (path) => {
    expect(parseLibrary(text({ photos: [photo(path)] }))).toBeNull()
  },
)

it.each([
  '',
  '{',
  'null',
  '[]',
  '['.repeat(200_000),
  text({ version: 2 }),
  text({ format: 'x' }),
  text({ photos: {} }),
])('takes nothing else (%#)', (other) => {
  expect(parseLibrary(other)).toBeNull()
})
