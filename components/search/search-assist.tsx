'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ImageUp } from 'lucide-react'
import { type RefObject, useId, useState } from 'react'
import { flushSync } from 'react-dom'
import { Button } from '../ui/button'
import { classNames } from '../ui/class-names'
import { NavLink } from '../ui/nav-link'
import { QueryProvider } from '../ui/query-provider'
import { useRested } from '../ui/use-rested'
import { ProblemText } from './problem-text'
import { SCOPE_WORDS, type SearchScope } from './search-scope'
import { knownIds } from './suggest/ids-of-names'
import { NAMED_KEYS, rememberName } from './suggest/named-values'
import { fetchSuggestions } from './suggest/search-calls'
import { completeText, continuesWord } from './suggest/search-completion'
import type { SearchProblem } from './suggest/search-problem'
import { type Entry, Suggestions } from './suggest/suggestions'
import { useAssistKeys } from './suggest/use-assist-keys'
import { useRecentSearches } from './suggest/use-recent-searches'

export interface SearchAssistProps {
  text: string
  problem: SearchProblem | null
  input: RefObject<HTMLInputElement | null>
  scope: SearchScope
  /** Whose searches are remembered; null for visitors. */
  username: string | null
  onText: (text: string) => void
  /** @param scope whose photos; those of the box when left out */
  onGo: (text: string, scope?: SearchScope) => void
  /** The id of the suggestion that the keyboard is on. */
  onActive: (id: string | null) => void
  onClose: () => void
}

/** Milliseconds of rest after which suggestions are asked for. */
const REST = 120

const FRAME =
  'absolute inset-x-2 top-full z-40 mt-1 max-h-[min(70dvh,480px)] overflow-y-auto rounded-panel border border-line bg-raised p-1 shadow-float sm:inset-x-0'

/** What hangs under the search box: suggestions, or what is wrong with what was typed. */
export function SearchAssist(props: SearchAssistProps) {
  return (
    <QueryProvider>
      <Assist {...props} />
    </QueryProvider>
  )
}

function Assist({ text, problem, input, scope, username, onText, onGo, onActive, onClose }: SearchAssistProps) {
  const caret = input.current?.selectionStart ?? text.length
  const { data, isError } = useSuggestions(text.slice(0, caret))
  const id = useId()
  const [active, setActive] = useState(-1)
  const recent = useRecentSearches(username)
  // Suggestions for what stood there before stay while their word is still being typed; for another word they are wrong.
  const items = problem || !data || !continuesWord(text.slice(0, caret), data.head, data.start) ? [] : data.items
  const entries: Entry[] = text === '' ? [...recent.texts, ...items] : items
  const at = Math.min(active, entries.length - 1)

  const mark = (index: number) => {
    setActive(index)
    onActive(index >= 0 ? `${id}-${index}` : null)
  }
  const choose = (entry: Entry) => {
    mark(-1)
    if (typeof entry === 'string') return onGo(entry)
    const named = entry.kind === 'value' && NAMED_KEYS.has(entry.key)
    if (named) rememberName(entry.key, entry.label, entry.insert.slice(entry.key.length + 1))
    const next = completeText(text, caret, data?.start ?? caret, entry)
    // At once: a key that comes before the next frame belongs behind what was inserted.
    flushSync(() => onText(next.text))
    input.current?.focus()
    input.current?.setSelectionRange(next.caret, next.caret)
  }
  const drop = (entry: Entry) => {
    if (typeof entry !== 'string') return false
    recent.forget(entry)
    return true
  }
  useAssistKeys(input, { items: entries, at, mark, choose, drop, onClose })

  if (problem) {
    return <Problem text={text} problem={problem} onGo={onGo} onClose={onClose} />
  }
  const forget = (one?: string) => {
    mark(-1)
    recent.forget(one)
    input.current?.focus()
  }
  return (
    <div className={classNames(FRAME, entries.length === 0 && 'p-3')}>
      <Suggestions id={id} entries={entries} at={at} onChoose={choose} onForget={forget} />
      {entries.length === 0 && (
        <p className="text-muted">
          {isError
            ? 'Suggestions did not load. Enter searches all the same.'
            : 'Enter searches titles, descriptions, tags, places and cameras.'}
        </p>
      )}
      {text.trim() !== '' && <GoLines text={text} scope={scope} onGo={onGo} />}
      {(scope === 'own' || scope === 'everyone') && <PictureLine onClose={onClose} />}
      <HelpLine onClose={onClose} />
    </div>
  )
}

/** What is offered for the text before the cursor. Names in it are asked for by what they stand for. */
function useSuggestions(before: string) {
  const head = useRested(before, REST)
  return useQuery({
    queryKey: ['suggest', head],
    queryFn: async ({ signal }) => {
      const known = knownIds(head)
      const { start, items } = await fetchSuggestions(known.text, signal)
      return { start: start - known.grown, items, head }
    },
    placeholderData: keepPreviousData,
  })
}

type ProblemProps = Pick<SearchAssistProps, 'text' | 'onGo' | 'onClose'> & { problem: SearchProblem }

function Problem({ text, problem, onGo, onClose }: ProblemProps) {
  return (
    <div id="search-problem" role="alert" className={classNames(FRAME, 'p-3')}>
      <ProblemText
        text={text}
        problem={problem}
        fix={(fix) => (
          <Button key={fix.label} size="small" className="max-w-full" onClick={() => onGo(fix.text)}>
            <span className="truncate">{fix.label}</span>
          </Button>
        )}
      />
      <HelpLine onClose={onClose} />
    </div>
  )
}

/** What Enter does, in words, and the way to look among everybody's photos. */
function GoLines({ text, scope, onGo }: Pick<SearchAssistProps, 'text' | 'scope' | 'onGo'>) {
  return (
    <div className="mt-1 border-t border-line pt-1">
      <GoLine text={text} keyName="Enter" onGo={() => onGo(text)}>
        {SCOPE_WORDS[scope]}
      </GoLine>
      {scope === 'own' && (
        <GoLine text={text} onGo={() => onGo(text, 'everyone')}>
          {SCOPE_WORDS.everyone}
        </GoLine>
      )}
    </div>
  )
}

/** The way to every word of the search. */
function HelpLine({ onClose }: Pick<SearchAssistProps, 'onClose'>) {
  return (
    <NavLink
      href="/help"
      onPointerDown={(event) => event.preventDefault()}
      onClick={onClose}
      className="mt-1 flex min-h-9 w-full items-center gap-3 border-t border-line px-3 py-1.5 text-muted hover:text-ink"
    >
      Search help: every word, with examples
    </NavLink>
  )
}

/** The way to look for a picture instead of words. */
function PictureLine({ onClose }: Pick<SearchAssistProps, 'onClose'>) {
  return (
    <div className="mt-1 border-t border-line pt-1">
      <NavLink
        href="/similar"
        onPointerDown={(event) => event.preventDefault()}
        onClick={onClose}
        className="flex min-h-9 w-full items-center gap-3 rounded-control px-3 py-1.5 hover:bg-sunken"
      >
        <ImageUp aria-hidden size={16} strokeWidth={1.75} className="text-muted" />
        Find photos like a picture
      </NavLink>
    </div>
  )
}

interface GoLineProps {
  text: string
  keyName?: string
  onGo: () => void
  /** Whose photos are searched. */
  children: string
}

function GoLine({ text, keyName, onGo, children }: GoLineProps) {
  return (
    <button
      type="button"
      onPointerDown={(event) => event.preventDefault()}
      onClick={onGo}
      className="flex min-h-9 w-full items-center gap-3 rounded-control px-3 py-1.5 text-left hover:bg-sunken"
    >
      <span className="min-w-0 flex-1 truncate">
        {children} for “{text.trim()}”
      </span>
      {keyName && <kbd className="text-small text-muted">{keyName}</kbd>}
    </button>
  )
}
