import { describe, expect, it } from 'vitest'
import type { Photo } from '@/lib/photos/contract'
import { withPhoto } from './list-position'

function photo(id: string, takenAt: string | null, more: Partial<Photo> = {}): Photo {
  return {
    id,
    status: 'ready',
    visibility: 'private',
    takenAt,
    addedAt: '2024-01-01T00:00:00.000Z',
    owner: { username: 'ada', name: 'Ada' },
    permissions: { edit: true, delete: true, seeLocation: true, downloadOriginal: true },
    ...more,
  } as Photo
}

const LIST = [
  photo('d', '2023-08-10T12:00:00+02:00'),
  photo('b', '2023-08-10T09:00:00'),
  photo('a', '2020-01-01T00:00:00Z'),
]
const ids = (photos: readonly Photo[] | null) => photos?.map(({ id }) => id)

describe('withPhoto', () => {
  it.each([
    ['the newest comes first', photo('x', '2023-09-01T00:00:00'), ['x', 'd', 'b', 'a']],
    ['by the clock of the place, whatever its zone', photo('x', '2023-08-10T11:00:00-09:00'), ['d', 'x', 'b', 'a']],
    ['fractions of a second count', photo('x', '2023-08-10T09:00:00.5'), ['d', 'x', 'b', 'a']],
    ['the higher id first in the same instant', photo('c', '2023-08-10T09:00:00'), ['d', 'c', 'b', 'a']],
    ['what has no date comes last', photo('x', null), ['d', 'b', 'a', 'x']],
    ['a known one moves to its new position', photo('d', '2019-01-01T00:00:00'), ['b', 'a', 'd']],
  ])('%s', (_, given, expected) => {
    expect(ids(withPhoto(LIST, given, 'owner=me', true))).toEqual(expected)
  })

  it('leaves a photo behind the end of what is loaded to the next page', () => {
    expect(ids(withPhoto(LIST, photo('x', '1999-01-01T00:00:00'), 'owner=me', false))).toEqual(['d', 'b', 'a'])
  })

  it.each([
    [
      'of somebody else',
      'owner=me',
      { permissions: { edit: false, delete: false, seeLocation: false, downloadOriginal: false } },
    ],
    ['of another name', 'owner=bob', {}],
    ['private', 'visibility=public', {}],
    ['public but unfinished', 'visibility=public', { visibility: 'public', status: 'processing' }],
    ['put aside', 'owner=me', { archived: true }],
    ['not put aside', 'owner=me&archived=true', { archived: false }],
    ['in the trash', 'owner=me', { deletedAt: '2024-02-01T00:00:00Z' }],
    ['not in the trash', 'owner=me&trash=true', {}],
  ] as [string, string, Partial<Photo>][])('keeps out what is %s', (_, query, more) => {
    expect(ids(withPhoto(LIST, photo('x', '2023-09-01T00:00:00', more), query, true))).toEqual(['d', 'b', 'a'])
  })

  it.each([
    ['in the folder', 'source=s1&folder=2023%2F', { id: 's1', name: 'NAS', key: '2023/a/b.jpg' }, true],
    ['in another folder', 'source=s1&folder=2023%2F', { id: 's1', name: 'NAS', key: '2024/b.jpg' }, false],
    [
      'in a folder that only begins so',
      'source=s1&folder=2023%2F',
      { id: 's1', name: 'NAS', key: '2023x/b.jpg' },
      false,
    ],
    ['of another source', 'source=s1', { id: 's2', name: 'NAS', key: '2023/b.jpg' }, false],
    ['of no source', 'source=s1', null, false],
  ] as [string, string, Photo['source'], boolean][])('knows what is %s', (_, query, source, shown) => {
    const placed = withPhoto(LIST, photo('x', '2023-09-01T00:00:00', { source }), query, true)
    expect(ids(placed)).toEqual(shown ? ['x', 'd', 'b', 'a'] : ['d', 'b', 'a'])
  })

  it('takes out a photo that stopped to belong', () => {
    expect(
      ids(withPhoto(LIST, photo('b', '2023-08-10T09:00:00', { deletedAt: '2024-02-01T00:00:00Z' }), 'owner=me', true)),
    ).toEqual(['d', 'a'])
  })

  it('leaves filters that only the server can judge alone, but shows changes', () => {
    expect(withPhoto(LIST, photo('x', '2023-09-01T00:00:00'), 'owner=me&town=Berlin', true)).toBeNull()
    const changed = withPhoto(LIST, photo('b', '2023-08-10T09:00:00', { title: 'New' }), 'town=Berlin', true)
    expect(changed?.[1]?.title).toBe('New')
  })
})
