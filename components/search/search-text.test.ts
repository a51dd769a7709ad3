import { describe, expect, it } from 'vitest'
import { parseFilter, toQuery } from '@/lib/search/language/filter'
import { parseFilterText } from '@/lib/search/language/query-language'
import { CONDITION_KEYS } from '@/lib/search/language/vocabulary'
import { searchAddress } from './search-address'
import { scopeOf } from './search-scope'
import { FILTER_PARAMETERS, searchText } from './search-text'
import { findProblem, withoutProblems } from './suggest/search-problem'

const QUERIES = [
  '',
  'town=Berlin',
  'town=New+York&after=2023-08-01&before=2023-08-15',
  'q=blue+boat&tag=holiday&tag=%22quoted%22+%5C+tag',
  'q=boat+or+ship&town=Berlin',
  'q=-tag%3Acat+%28boat+or+ship%29&owner=me&sort=title&order=asc',
  'near=52.5%2C13.4%2C5&rating=3-&favourite=true',
  'lens=XF+23mm+%28F%2F2%29',
]

describe('the search box', () => {
  it.each(QUERIES)('shows %s as text that means the same', (query) => {
    const filter = parseFilter(new URLSearchParams(query))
    expect(parseFilterText(searchText(new URLSearchParams(query)))).toEqual(filter)
  })

  it.each(QUERIES)('typed and entered, %s is its own address again', (query) => {
    const canonical = toQuery(parseFilter(new URLSearchParams(query))).toString()
    expect(searchAddress(searchText(new URLSearchParams(query)), '/gallery', false)).toEqual({
      href: canonical ? `/gallery?${canonical}` : '/gallery',
    })
  })

  it('means one’s own photos where the text says nothing of whose they are', () => {
    expect(searchAddress('camera:canon', '/gallery', true)).toEqual({ href: '/gallery?owner=me&camera=canon' })
    expect(searchAddress('sea or boat', '/gallery', true)).toEqual({ href: '/gallery?q=sea+or+boat&owner=me' })
    expect(searchAddress('owner:ben sea', '/gallery', true)).toEqual({ href: '/gallery?q=sea&owner=ben' })
    expect(searchAddress('-owner:ben sea', '/gallery', true)).toEqual({ href: '/gallery?q=-owner%3Aben+sea' })
    expect(searchAddress('', '/gallery', true)).toEqual({ href: '/gallery?owner=me' })
  })

  it('says where a mistake is and how to mend it', () => {
    expect(searchAddress('town:Berlin -iso:800-200 sea', '/gallery', false)).toEqual({
      problem: {
        at: { start: 17, end: 24 },
        message: 'The range 800-200 is the wrong way round; write 200-800.',
        hint: '',
        fixes: [
          { label: 'Search for iso:200-800', text: 'town:Berlin -iso:200-800 sea' },
          { label: 'Search for the text “iso:800-200”', text: 'town:Berlin -"iso:800-200" sea' },
          { label: 'Leave it out', text: 'town:Berlin sea' },
        ],
      },
    })
    expect(findProblem('after:2024 before:2023')).toMatchObject({
      at: null,
      fixes: [{ label: 'Swap the dates', text: 'after:2023 before:2024' }],
    })
    expect(findProblem('iso:')).toMatchObject({ at: { start: 4, end: 5 } })
  })

  it.each([
    'iso:abc',
    'sea iso:abc type:jpg',
    'after:2024 before:2023 sea',
    '-rating:9',
    'sort:size sea',
    `${'x '.repeat(3000)}`,
    [...Array(150).keys()].map((n) => `iso:${n}`).join(' or '),
  ])('%.30s: every way out has no mistake any more, or one less', (text) => {
    const problem = findProblem(text)
    expect(problem).not.toBeNull()
    for (const fix of problem?.fixes ?? []) expect(findProblem(fix.text)).not.toEqual(problem)
    expect(findProblem(withoutProblems(text))).toBeNull()
  })

  it('knows the parameters of the vocabulary, and passes others over', () => {
    expect([...FILTER_PARAMETERS].sort()).toEqual([...CONDITION_KEYS, 'sort', 'order'].sort())
    expect(searchText(new URLSearchParams('utm_source=x&town=Berlin&limit=5'))).toBe('town:Berlin')
  })
})

describe('whose photos the box searches', () => {
  it.each([
    ['/', '', true, 'own'],
    ['/', '', false, 'public'],
    ['/albums', '', true, 'own'],
    ['/gallery', 'owner=me&town=Berlin', true, 'own'],
    ['/gallery', 'town=Berlin', true, 'everyone'],
    ['/gallery', 'owner=ben', true, 'everyone'],
    ['/gallery', 'owner=me', false, 'public'],
    ['/map', '', true, 'map'],
  ])('%s?%s, signed in %s: %s', (pathname, query, signedIn, scope) => {
    expect(scopeOf(pathname, new URLSearchParams(query), signedIn)).toBe(scope)
  })
})
