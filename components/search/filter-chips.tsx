'use client'
import { X } from 'lucide-react'
import { EarlySlot } from '../keys/early-slot'
import { LiveCount } from '../photo-lists/live-count'
import { buttonStyle } from '../ui/button-style'
import { lazily } from '../ui/lazily'
import { NavLink } from '../ui/nav-link'
import type { Chip, FilterView } from './filter-view'
import { openSearch } from './search-store'

const KeepFilter = lazily(() => import('./keep-filter').then((module) => module.KeepFilter), false)

interface FilterChipsProps {
  view: FilterView
  /** Null where the page says the number itself. */
  total: number | null
  /** Somebody is logged in, who can keep the filter as an album. */
  signedIn: boolean
}

/** How many photos there are and the conditions they meet, each with its cross. */
export function FilterChips({ view, total, signedIn }: FilterChipsProps) {
  return (
    <div className="flex flex-wrap items-center gap-2 pb-3">
      {total !== null && (
        <span role="status" className="tabular mr-1 text-muted">
          <LiveCount query={view.query} total={total} />
        </span>
      )}
      <ul aria-label="Conditions" className="contents">
        {view.chips.map((chip) => (
          <FilterChip key={chip.text} chip={chip} text={view.text} />
        ))}
      </ul>
      {signedIn && <EveryonesLink view={view} className={buttonStyle('ghost', 'small', 'text-muted')} />}
      {signedIn && view.chips.length > 0 && <EarlySlot of={KeepFilter} props={{ view }} />}
    </div>
  )
}

interface EveryonesLinkProps {
  view: FilterView
  className: string
}

/** From one's own photos of a filter to everyone's; nothing where the filter is not limited to one's own, or limited to nothing else. */
export function EveryonesLink({ view, className }: EveryonesLinkProps) {
  const own = view.chips.find((chip) => chip.text === 'owner:me')
  if (!own || view.chips.length < 2) return null
  return (
    <NavLink href={own.href} className={className}>
      Search everyone’s photos
    </NavLink>
  )
}

/** One condition: a click changes it in the search box, the cross drops it. */
function FilterChip({ chip, text }: { chip: Chip; text: string }) {
  const edit = () => {
    const from = text.indexOf(chip.text)
    openSearch({ text, from: Math.max(0, from), to: from < 0 ? text.length : from + chip.text.length })
  }
  const name = [chip.about, chip.value].filter(Boolean).join(' ')
  return (
    <li className="inline-flex h-8 max-w-full items-center rounded-full bg-sunken">
      <button
        type="button"
        aria-label={`Change: ${name}`}
        className="h-full min-w-0 truncate rounded-full pr-1 pl-3"
        onClick={edit}
      >
        {chip.about && <span className="mr-1.5 text-muted">{chip.about}</span>}
        {chip.value}
      </button>
      <NavLink
        href={chip.href}
        aria-label={`Remove: ${name}`}
        className="inline-flex size-8 shrink-0 items-center justify-center rounded-full text-muted hover:text-ink"
      >
        <X aria-hidden size={14} strokeWidth={2} />
      </NavLink>
    </li>
  )
}
