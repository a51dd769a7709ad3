'use client'
import { Search, X } from 'lucide-react'
import type { RefObject } from 'react'

interface SearchLineProps {
  ref: RefObject<HTMLInputElement | null>
  text: string
  placeholder: string
  /** Suggestions hang under it. */
  open: boolean
  /** The id of the suggestion that the keyboard is on. */
  active: string | null
  /** What was typed is no search. */
  wrong: boolean
  onText: (text: string) => void
  onFocus: () => void
  /** The mouse comes near. */
  onReach: () => void
}

/** The line that a search is typed into. */
export function SearchLine(props: SearchLineProps) {
  const { ref, text, placeholder, open, active, wrong, onText, onFocus, onReach } = props
  return (
    <div className="relative min-w-0 flex-1">
      <Search
        aria-hidden
        size={18}
        strokeWidth={1.75}
        className="pointer-events-none absolute top-[9px] left-3 text-muted"
      />
      <input
        ref={ref}
        name="q"
        type="text"
        role="combobox"
        aria-label="Search photos"
        aria-autocomplete="list"
        aria-expanded={open && !wrong}
        aria-controls="search-list"
        aria-activedescendant={active ?? undefined}
        aria-invalid={wrong || undefined}
        aria-describedby={wrong ? 'search-problem' : undefined}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        enterKeyHint="search"
        placeholder={placeholder}
        maxLength={4000}
        value={text}
        onFocus={onFocus}
        onPointerEnter={onReach}
        onChange={(event) => onText(event.target.value)}
        className="h-9 w-full rounded-control border border-transparent bg-sunken pr-9 pl-10 text-large placeholder:text-muted hover:border-line-strong/50 focus-visible:outline-2 focus-visible:outline-offset-0 aria-invalid:border-danger sm:text-body"
      />
      {text !== '' && (
        <button
          type="button"
          aria-label="Empty the search box"
          className="absolute top-0.5 right-0.5 inline-flex size-8 items-center justify-center rounded-control text-muted hover:text-ink"
          onClick={() => {
            onText('')
            ref.current?.focus()
          }}
        >
          <X aria-hidden size={16} strokeWidth={1.75} />
        </button>
      )}
    </div>
  )
}
