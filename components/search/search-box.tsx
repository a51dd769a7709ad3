'use client'
import { ArrowLeft, Search, X } from 'lucide-react'
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { type ComponentType, type FormEvent, useEffect, useRef, useState } from 'react'
import { useShortcuts } from '../keys/shortcuts'
import { classNames } from '../ui/class-names'
import { IconButton } from '../ui/icon-button'
import { sayNotLoaded } from '../ui/lazily'
import type { SearchAssistProps } from './search-assist'
import type { SearchProblem } from './search-problem'
import { SCOPE_WORDS, scopeOf } from './search-scope'
import { provideSearch, type SearchEdit } from './search-store'
import { searchText } from './search-text'

const loadAssist = () => import('./search-assist')
const ignore = () => undefined
const LISTS = ['/gallery', '/map']

/** The one search box. What helps while typing (suggestions, the parser) is fetched when somebody reaches for it. */
export function SearchBox({ signedIn }: { signedIn: boolean }) {
  const router = useRouter()
  const pathname = usePathname()
  const params = useSearchParams()
  const path = LISTS.find((list) => list === pathname) ?? '/gallery'
  const scope = scopeOf(pathname, new URLSearchParams(params), signedIn)
  const shown = LISTS.includes(pathname) ? searchText(new URLSearchParams(params)) : ''
  const [known, setKnown] = useState(shown)
  const [text, setText] = useState(shown)
  const [open, setOpen] = useState(false)
  const [problem, setProblem] = useState<SearchProblem | null>(null)
  const [active, setActive] = useState<string | null>(null)
  const [Assist, setAssist] = useState<ComponentType<SearchAssistProps> | null>(null)
  const input = useRef<HTMLInputElement>(null)
  if (known !== shown) {
    setKnown(shown)
    setText(shown)
    setProblem(null)
  }

  const help = () => {
    setOpen(true)
    // Without it the box still takes a search.
    void loadAssist().then(({ SearchAssist }) => setAssist(() => SearchAssist), ignore)
  }
  const begin = (edit: SearchEdit | null) => {
    if (edit) setText(edit.text)
    help()
    const aim = () => {
      input.current?.focus()
      if (edit) input.current?.setSelectionRange(edit.from, edit.to)
      else input.current?.select()
    }
    // At once, or the next key goes to the grid. On the phone the box is only laid out by the render that opens it.
    if (!edit) aim()
    requestAnimationFrame(() => {
      if (edit || document.activeElement !== input.current) aim()
    })
  }
  const beginning = useRef(begin)
  beginning.current = begin
  // What was typed before script came is in the box, not in its state.
  useEffect(() => {
    const early = input.current?.value
    if (early) setText(early)
    if (document.activeElement === input.current) beginning.current({ text: early ?? '', from: 4_000, to: 4_000 })
  }, [])
  useEffect(() => provideSearch((edit) => beginning.current(edit)), [])
  useShortcuts([{ keys: ['/'], label: 'Search', run: () => begin(null) }])

  const close = () => {
    setOpen(false)
    setActive(null)
    input.current?.blur()
  }
  const write = (next: string) => {
    setText(next)
    setProblem(null)
  }
  const go = async (typed: string, whose = scope) => {
    const module = await import('./search-address').catch(sayNotLoaded)
    if (!module) return
    const { searchAddress } = module
    const found = searchAddress(typed, path, whose === 'own')
    if ('problem' in found) {
      setText(typed)
      return setProblem(found.problem)
    }
    setText(typed)
    close()
    router.push(found.href)
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void go(text)
  }

  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: <search> is younger than the browsers we serve */}
      <form
        role="search"
        action="/gallery"
        onSubmit={onSubmit}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false)
        }}
        className={classNames(
          'min-w-0 flex-1 items-center sm:relative sm:mx-4 sm:flex sm:max-w-xl',
          open
            ? 'max-sm:absolute max-sm:inset-0 max-sm:z-10 max-sm:flex max-sm:bg-ground max-sm:px-2'
            : 'max-sm:hidden',
        )}
      >
        {/* Without script the form itself goes: a text that names an owner is then looked for among one's own. */}
        {scope === 'own' && <input type="hidden" name="owner" value="me" />}
        <IconButton icon={ArrowLeft} label="Close the search" className="sm:hidden" onClick={close} />
        <div className="relative min-w-0 flex-1">
          <Search
            aria-hidden
            size={18}
            strokeWidth={1.75}
            className="pointer-events-none absolute top-[9px] left-3 text-muted"
          />
          <input
            ref={input}
            name="q"
            type="text"
            role="combobox"
            aria-label="Search photos"
            aria-autocomplete="list"
            aria-expanded={open && Assist !== null && problem === null}
            aria-controls="search-list"
            aria-activedescendant={active ?? undefined}
            aria-invalid={problem ? true : undefined}
            aria-describedby={problem ? 'search-problem' : undefined}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            enterKeyHint="search"
            placeholder={SCOPE_WORDS[scope]}
            maxLength={4000}
            value={text}
            onFocus={help}
            onPointerEnter={() => void loadAssist().catch(ignore)}
            onChange={(event) => write(event.target.value)}
            className="h-9 w-full rounded-control border border-transparent bg-sunken pr-9 pl-10 text-large placeholder:text-muted hover:border-line-strong/50 focus-visible:outline-2 focus-visible:outline-offset-0 aria-invalid:border-danger sm:text-body"
          />
          {text !== '' && (
            <button
              type="button"
              aria-label="Empty the search box"
              className="absolute top-0.5 right-0.5 inline-flex size-8 items-center justify-center rounded-control text-muted hover:text-ink"
              onClick={() => {
                write('')
                input.current?.focus()
              }}
            >
              <X aria-hidden size={16} strokeWidth={1.75} />
            </button>
          )}
        </div>
        {open && Assist && (
          <Assist
            text={text}
            problem={problem}
            input={input}
            scope={scope}
            onText={write}
            onGo={(typed, whose) => void go(typed, whose)}
            onActive={setActive}
            onClose={close}
          />
        )}
      </form>
      <IconButton icon={Search} label="Search" shortcut="/" className="ml-auto sm:hidden" onClick={() => begin(null)} />
    </>
  )
}
