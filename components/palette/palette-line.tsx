'use client'
import { Search, X } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { Spinner } from '../ui/spinner'

interface PaletteLineProps {
  text: string
  busy: boolean
  /** The id of the list it controls. */
  listId: string
  /** The id of the option that the keyboard is on. */
  active: string | undefined
  onKeyDown: (event: KeyboardEvent) => void
  onText: (text: string) => void
  onClose: () => void
}

/** The line of the palette. */
export function PaletteLine({ text, busy, listId, active, onKeyDown, onText, onClose }: PaletteLineProps) {
  return (
    <div className="flex items-center gap-3 border-b border-line pr-2 pl-4">
      {busy ? (
        <Spinner label="Looking" className="shrink-0 text-muted" />
      ) : (
        <Search aria-hidden size={18} strokeWidth={1.75} className="shrink-0 text-muted" />
      )}
      <input
        // biome-ignore lint/a11y/noAutofocus: the dialog is this line
        autoFocus
        type="text"
        role="combobox"
        aria-label="Go to"
        aria-expanded="true"
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={active}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        enterKeyHint="go"
        maxLength={200}
        placeholder="An album, a place, a camera, a person, a command"
        value={text}
        onKeyDown={onKeyDown}
        onChange={(event) => onText(event.target.value)}
        className="h-14 min-w-0 flex-1 bg-transparent text-large outline-none placeholder:text-muted"
      />
      <button
        type="button"
        aria-label="Close"
        onClick={onClose}
        className="inline-flex size-10 shrink-0 items-center justify-center rounded-control text-muted hover:bg-sunken hover:text-ink"
      >
        <X aria-hidden size={18} strokeWidth={1.75} />
      </button>
    </div>
  )
}
