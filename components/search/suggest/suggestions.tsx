import { History, X } from 'lucide-react'
import { formatNumber } from '@/lib/media/format-number'
import type { SuggestReply } from '@/lib/search/language/contract'
import { keyWords } from './search-completion'

type Item = SuggestReply['items'][number]

/** What stands in the list: a suggestion, or the text of an earlier search. */
export type Entry = Item | string

interface SuggestionsProps {
  id: string
  entries: Entry[]
  at: number
  onChoose: (entry: Entry) => void
  /** @param text all earlier searches when left out */
  onForget: (text?: string) => void
}

/** The list under the search box: earlier searches, each with its cross beside it, then suggestions. */
export function Suggestions({ id, entries, at, onChoose, onForget }: SuggestionsProps) {
  const recent = entries.filter((entry) => typeof entry === 'string')
  return (
    <>
      {recent.length > 0 && (
        <div className="flex items-center justify-between pl-3 text-small text-muted">
          <span id={`${id}-recent`}>Recent searches</span>
          <button type="button" className="min-h-9 px-3 hover:text-ink" onClick={() => onForget()}>
            Remove all
          </button>
        </div>
      )}
      <div className="flex items-start">
        <div
          role="listbox"
          id="search-list"
          aria-label={recent.length > 0 ? 'Recent searches and suggestions' : 'Suggestions'}
          className="min-w-0 flex-1"
        >
          {entries.map((entry, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the box handles the keys
            <div
              key={typeof entry === 'string' ? `recent ${entry}` : entry.insert}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => onChoose(entry)}
              className="flex min-h-9 cursor-pointer items-center gap-3 rounded-control px-3 py-1.5 hover:bg-sunken aria-selected:bg-sunken"
            >
              {typeof entry === 'string' ? <Recent text={entry} /> : <Suggestion item={entry} />}
            </div>
          ))}
        </div>
        {recent.length > 0 && (
          <ul aria-label="Remove recent searches">
            {recent.map((text) => (
              <li key={text}>
                <button
                  type="button"
                  aria-label={`Remove “${text}” from the recent searches`}
                  className="flex size-9 items-center justify-center rounded-control text-muted hover:bg-sunken hover:text-ink"
                  onClick={() => onForget(text)}
                >
                  <X aria-hidden size={16} strokeWidth={1.75} />
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </>
  )
}

function Recent({ text }: { text: string }) {
  return (
    <>
      <History aria-hidden size={16} strokeWidth={1.75} className="shrink-0 text-muted" />
      <span className="min-w-0 flex-1 truncate">{text}</span>
    </>
  )
}

function Suggestion({ item }: { item: Item }) {
  if (item.kind === 'key') {
    return (
      <>
        <span className="font-semibold">{item.label}</span>
        <span className="min-w-0 truncate text-muted">{keyWords(item.key)}</span>
      </>
    )
  }
  return (
    <>
      <span className="w-20 shrink-0 text-muted">{item.key}</span>
      <span className="min-w-0 flex-1 truncate">{item.label}</span>
      {item.count !== null && <span className="tabular text-muted">{formatNumber(item.count)}</span>}
    </>
  )
}
