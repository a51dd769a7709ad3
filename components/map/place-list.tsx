'use client'
import { useQuery } from '@tanstack/react-query'
import { errorSentence } from '@/lib/http/api-error'
import { api } from '@/lib/http/client'
import { formatNumber } from '@/lib/media/format-number'
import { FacetReply } from '@/lib/search/language/contract'
import { NavLink } from '../ui/nav-link'

interface PlaceListProps {
  query: string
  /** The map has shown photos: they lie somewhere, if only at sea. */
  located: boolean
}

/** Countries and towns with their counts: the map for the keyboard and for those who do not see it. */
export function PlaceList({ query, located }: PlaceListProps) {
  const places = useQuery({
    queryKey: ['places', query],
    queryFn: ({ signal }) => {
      const search = new URLSearchParams(query)
      search.set('facets', 'country,town')
      return api(FacetReply, 'GET', `/photos/facets?${search}`, undefined, { signal })
    },
  })
  if (places.error) return <p className="text-danger">The list of places did not load. {errorSentence(places.error)}</p>
  const { country = [], town = [] } = places.data ?? {}
  if (places.data && country.length + town.length === 0) {
    return (
      <p className="text-large text-muted">
        {located
          ? 'The photos on the map lie near no town or country that Albumen knows.'
          : 'No photo that you may see says where it was taken.'}
      </p>
    )
  }
  return (
    <div className="grid gap-6 sm:grid-cols-2">
      <Places heading="Countries" parameter="country" values={country} query={query} />
      <Places heading="Towns" parameter="town" values={town} query={query} />
    </div>
  )
}

interface PlacesProps {
  heading: string
  parameter: 'country' | 'town'
  values: { value: string; count: number }[]
  query: string
}

function Places({ heading, parameter, values, query }: PlacesProps) {
  if (values.length === 0) return null
  const address = (value: string) => {
    const search = new URLSearchParams(query)
    search.set(parameter, value)
    return `/gallery?${search}`
  }
  return (
    <section>
      <h2 className="mb-2 text-large">{heading}</h2>
      <ul className="flex flex-wrap gap-2">
        {values.map(({ value, count }) => (
          <li key={value}>
            <NavLink
              href={address(value)}
              className="inline-flex h-9 items-center gap-2 rounded-full border border-line px-3 hover:bg-sunken"
            >
              {value} <span className="tabular text-muted">{formatNumber(count)}</span>
            </NavLink>
          </li>
        ))}
      </ul>
    </section>
  )
}
