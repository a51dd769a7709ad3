import { describe, expect, it } from 'vitest'
import { parseFilter } from '@/lib/search/language/filter'
import { viewOf } from './filter-view'

const chipsOf = (query: string) => viewOf(parseFilter(new URLSearchParams(query)), '/gallery').chips

describe('chips', () => {
  it.each([
    ['town=Berlin', 'Town Berlin'],
    ['after=01.08.2023', 'From 1 Aug 2023'],
    ['before=2023-08', 'Until Aug 2023'],
    ['rating=3-', 'At least 3 stars'],
    ['rating=1', '1 star'],
    ['rating=rejected', 'Rejected'],
    ['tag=Norway/Bergen', 'Tag Norway › Bergen'],
    ['favourite=true', 'Favourites'],
    ['exposure=1/250', 'Exposure 1/250 s'],
    ['bytes=2MB-10MB', 'Size 2 to 10 MB'],
    ['aperture=-2.8', 'Aperture at most 2.8'],
    ['type=heic', 'Type HEIC'],
    ['q=boat', 'Text boat'],
    ['q=-tag:cat', 'Not tag cat'],
    ['q=boat or ship', 'boat or ship'],
    ['owner=me', 'Your photos'],
  ])('%s reads %s', (query, words) => {
    expect(chipsOf(query).map(({ about, value }) => `${about} ${value}`.trim())).toEqual([words])
  })

  it('each leads to the list without it, keeping the rest and the order', () => {
    expect(chipsOf('town=Berlin&tag=a&tag=b&sort=added').map(({ href }) => href)).toEqual([
      '/gallery?tag=a&tag=b&sort=added',
      '/gallery?town=Berlin&tag=b&sort=added',
      '/gallery?town=Berlin&tag=a&sort=added',
    ])
    expect(chipsOf('q=boat').map(({ href }) => href)).toEqual(['/gallery'])
  })
})

it('albums, sources and people are called by their names, in chips and in the text', () => {
  const [album, source] = ['0190b0a0-0000-7000-8000-000000000001', '0190b0a0-0000-7000-8000-000000000002']
  const names = { [album]: 'Norway 2024', [source]: 'NAS', ben: 'Ben Ash' }
  const view = viewOf(
    parseFilter(new URLSearchParams({ album, source, owner: 'ben', q: `-album:${album} sea` })),
    '/gallery',
    names,
  )
  expect(view.chips.map(({ about, value }) => `${about} ${value}`)).toEqual([
    'By Ben Ash',
    'Album Norway 2024',
    'Source NAS',
    'Not album Norway 2024',
    'Text sea',
  ])
  expect(view.text).toBe('owner:ben album:"Norway 2024" source:NAS -album:"Norway 2024" sea')
  expect(JSON.stringify(view.chips.map(({ text }) => text))).not.toContain(album)
  expect(view.query).toContain(album)
  expect(view.named).toContainEqual(['source', 'NAS', source])
})
