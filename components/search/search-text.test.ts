import { describe, expect, it } from 'vitest'
import { parseFilter, toQuery } from '@/lib/search/filter'
import { parseFilterText } from '@/lib/search/query-language'
import { searchAddress } from './search-address'
import { searchText } from './search-text'

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
    expect(searchAddress(searchText(new URLSearchParams(query)), '/gallery')).toEqual({
      href: canonical ? `/gallery?${canonical}` : '/gallery',
    })
  })

  it('says where a mistake is and what would be right', () => {
    expect(searchAddress('town:Berlin camra:x100', '/gallery')).toEqual({
      problem: {
        at: 12,
        message: 'There is no key "camra".',
        hint: 'Did you mean camera:? To search for the text put it in quotes.',
      },
    })
    expect(searchAddress('after:2024 before:2023', '/gallery')).toMatchObject({ problem: { at: null } })
    expect(searchAddress('"never closed', '/gallery')).toMatchObject({ problem: { at: 0 } })
  })
})
