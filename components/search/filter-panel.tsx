'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { errorSentence } from '@/lib/http/api-error'
import { counted } from '@/lib/media/plural'
import type { Facet } from '@/lib/search/language/contract'
import { parseSimilar, printSimilar } from '@/lib/search/language/similar-value'
import { REJECTED } from '@/lib/search/language/vocabulary'
import { SimilarControl } from '../similar/similar-control'
import { Button } from '../ui/button'
import { Checkbox } from '../ui/checkbox'
import { Field } from '../ui/field'
import { IconButton } from '../ui/icon-button'
import { QueryProvider } from '../ui/query-provider'
import { Select } from '../ui/select'
import { DateRange } from './date-range'
import { FacetChoice } from './facet-choice'
import { fetchFacets } from './suggest/search-calls'
import { type FilterForm, useFilterForm } from './use-filter-form'

const FACETS: Facet[] = ['town', 'region', 'country', 'camera', 'lens', 'tag', 'type', 'year']
const RATINGS = ['1-', '2-', '3-', '4-', '5']

export interface FilterPanelProps {
  /** The filter of the list beside it, as URL parameters. */
  query: string
  path: string
  signedIn: boolean
  onClose: () => void
}

/** The filter in plain words, with how many photos each choice would leave. Each change goes to the list at once. */
export function FilterPanel(props: FilterPanelProps) {
  return (
    <QueryProvider>
      <Panel {...props} />
    </QueryProvider>
  )
}

function Panel({ query, path, signedIn, onClose }: FilterPanelProps) {
  const form = useFilterForm(query, path)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    const before = document.activeElement
    heading.current?.focus()
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  return (
    <aside
      aria-label="Filter"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.preventDefault()
        onClose()
      }}
      className="fixed flex flex-col border-line bg-raised max-sm:inset-x-0 max-sm:bottom-(--bottom-bar-height) max-sm:z-30 max-sm:max-h-[65dvh] max-sm:rounded-t-panel max-sm:border-t max-sm:shadow-float sm:top-0 sm:right-0 sm:bottom-0 sm:z-20 sm:pt-(--header-height) sm:w-(--filter-panel) sm:border-l"
    >
      <div className="flex items-center justify-between gap-2 px-4 pt-3 pb-1">
        <h2 ref={heading} tabIndex={-1} className="text-title outline-none">
          Filter
        </h2>
        <IconButton icon={X} label="Close" shortcut="Esc" onClick={onClose} />
      </div>
      <div className="flex min-h-0 flex-1 flex-col gap-6 overflow-y-auto overscroll-contain px-4 pt-2 pb-6">
        <Fields form={form} signedIn={signedIn} />
      </div>
      <div className="flex justify-between gap-2 border-t border-line px-4 py-3">
        <Button variant="ghost" onClick={form.clear}>
          Clear all
        </Button>
        <Button className="sm:hidden" onClick={onClose}>
          Show photos
        </Button>
      </div>
    </aside>
  )
}

function Fields({ form, signedIn }: { form: FilterForm; signedIn: boolean }) {
  const facets = useQuery({
    queryKey: ['facets', form.unordered],
    queryFn: ({ signal }) => fetchFacets(form.unordered, FACETS, signal),
    placeholderData: keepPreviousData,
  })
  const { values, set } = form
  const counts = facets.data ?? {}
  return (
    <>
      {facets.error && (
        <p role="alert" className="text-danger">
          The counts did not load. {errorSentence(facets.error)}{' '}
          <button type="button" className="underline" onClick={() => void facets.refetch()}>
            Try again
          </button>
        </p>
      )}
      {values.get('similar') && <SimilarField form={form} />}
      {signedIn && <OwnerField form={form} />}
      <FacetChoice
        label="Where"
        find="Town, region or country"
        keys={['town', 'region', 'country']}
        counts={counts}
        form={form}
      />
      <DateRange form={form} years={counts.year ?? []} />
      <FacetChoice label="Camera" find="Make or model" keys={['camera']} counts={counts} form={form} />
      <FacetChoice label="Lens" find="Name of the lens" keys={['lens']} counts={counts} form={form} />
      <FacetChoice label="Tags" find="A tag" keys={['tag']} counts={counts} form={form} />
      <Checkbox
        label="Only favourites"
        checked={values.get('favourite') === 'true'}
        onChange={(event) => set({ favourite: event.target.checked ? 'true' : null })}
      />
      <StarsField form={form} />
      <FacetChoice label="File type" keys={['type']} counts={counts} form={form} />
      {form.problem && (
        <p role="alert" className="text-danger">
          {form.problem}
        </p>
      )}
    </>
  )
}

function SimilarField({ form: { values, set } }: { form: FilterForm }) {
  const similar = parseSimilar(values.get('similar') ?? '')
  return (
    <fieldset>
      <legend className="mb-2 font-semibold">Like one photo</legend>
      <SimilarControl
        value={similar}
        onChange={(next) => set({ similar: printSimilar({ ...next, id: similar.id }) })}
      />
      <Button size="small" className="mt-3" onClick={() => set({ similar: null })}>
        Whatever it looks like
      </Button>
    </fieldset>
  )
}

function OwnerField({ form: { values, set } }: { form: FilterForm }) {
  return (
    <Field label="Whose photos">
      <Select value={values.get('owner') ?? ''} onChange={(event) => set({ owner: event.target.value || null })}>
        <option value="">All that I may see</option>
        <option value="me">Mine</option>
        {values.get('owner') && values.get('owner') !== 'me' && (
          <option value={values.get('owner') ?? ''}>{values.get('owner')}</option>
        )}
      </Select>
    </Field>
  )
}

function StarsField({ form: { values, set } }: { form: FilterForm }) {
  return (
    <Field label="Stars">
      <Select value={values.get('rating') ?? ''} onChange={(event) => set({ rating: event.target.value || null })}>
        <option value="">Any</option>
        {RATINGS.map((value) => (
          <option key={value} value={value}>
            {value === '5' ? '5 stars' : `At least ${counted(Number(value.slice(0, 1)), 'star')}`}
          </option>
        ))}
        <option value={REJECTED}>Rejected</option>
        {values.get('rating') && ![...RATINGS, REJECTED].includes(values.get('rating') ?? '') && (
          <option value={values.get('rating') ?? ''}>{values.get('rating')}</option>
        )}
      </Select>
    </Field>
  )
}
