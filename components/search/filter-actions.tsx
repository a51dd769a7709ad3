'use client'
import { SlidersHorizontal } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useSyncExternalStore } from 'react'
import { IconButton } from '../ui/icon-button'
import type { FilterView } from './filter-view'
import { isPanelOpen, setPanelOpen, subscribePanel } from './search-store'
import { sortChoice, sortChoices, sortedQuery } from './sort-choices'

interface FilterActionsProps {
  view: Pick<FilterView, 'query' | 'sort' | 'order'>
  /** The page that shows the filter. */
  path?: string
  /** Off where order means nothing: on the map. */
  sortable?: boolean
}

/** The order of the list and the button of the filter's panel. */
export function FilterActions({ view, path = '/gallery', sortable = true }: FilterActionsProps) {
  const router = useRouter()
  const open = useSyncExternalStore(subscribePanel, isPanelOpen, () => false)
  return (
    <div className="filter-actions">
      {sortable && (
        <select
          aria-label="Order"
          value={sortChoice(view)}
          onChange={(event) => router.push(`${path}?${sortedQuery(view.query, event.target.value)}`)}
          className="sort-choice"
        >
          {sortChoices(view.query).map(([value, label]) => (
            <option key={value} value={value} className="bg-raised text-ink">
              {label}
            </option>
          ))}
        </select>
      )}
      <IconButton
        icon={SlidersHorizontal}
        label="Filter"
        aria-expanded={open}
        className="text-muted hover:text-ink aria-expanded:text-accent"
        onClick={() => setPanelOpen(!open)}
      />
    </div>
  )
}
