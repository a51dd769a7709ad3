'use client'
import { ArrowLeft } from 'lucide-react'
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { type ComponentType, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useEarlyInput } from '../keys/early-actions'
import { useShortcuts } from '../keys/shortcuts'
import { classNames } from '../ui/class-names'
import { IconButton } from '../ui/icon-button'
import { sayNotLoaded } from '../ui/lazily'
import type { SearchAssistProps } from './search-assist'
import { SearchLine } from './search-line'
import { SCOPE_WORDS, scopeOf } from './search-scope'
import { provideSearch, type SearchEdit } from './search-store'
import { searchText } from './search-text'
import type { SearchProblem } from './suggest/search-problem'

const loadAssist = () => import('./search-assist')
const ignore = () => undefined
const LISTS = ['/gallery', '/map']

/** The one search box. What helps while typing (suggestions, the parser) is fetched when somebody reaches for it. */
export function SearchBox({ username }: { username: string | null }) {
  const box = useSearchBox(username)
  const { input, scope, text, problem, open, active, Assist } = box
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: <search> is younger than the browsers we serve */}
      <form
        role="search"
        action="/gallery"
        onSubmit={(event) => {
          event.preventDefault()
          void box.go(text)
        }}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) box.setOpen(false)
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
        <IconButton icon={ArrowLeft} label="Close the search" className="sm:hidden" onClick={box.close} />
        <SearchLine
          ref={input}
          text={text}
          placeholder={SCOPE_WORDS[scope]}
          open={open && Assist !== null}
          active={active}
          wrong={problem !== null}
          onText={box.write}
          onFocus={box.help}
          onReach={() => void loadAssist().catch(ignore)}
        />
        {open && Assist && (
          <Assist
            text={text}
            problem={problem}
            input={input}
            scope={scope}
            username={username}
            onText={box.write}
            onGo={(typed, whose) => void box.go(typed, whose)}
            onActive={box.setActive}
            onClose={box.close}
          />
        )}
      </form>
    </>
  )
}

/** What the box holds and does: its text, whether it is open, what is wrong with what was typed. */
function useSearchBox(username: string | null) {
  const router = useRouter()
  const pathname = usePathname()
  const params = useSearchParams()
  const path = LISTS.find((list) => list === pathname) ?? '/gallery'
  const scope = scopeOf(pathname, new URLSearchParams(params), username !== null)
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
  const begin = useBegin(input, setText, help)
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
    const found = await addressOf(typed, path, whose === 'own', username)
    if (!found) return
    setText(typed)
    if ('problem' in found) return setProblem(found.problem)
    close()
    router.push(found.href)
  }
  return { input, scope, text, problem, open, active, Assist, setOpen, setActive, help, begin, close, write, go }
}

/** Where a search leads, or what is wrong with it; nothing where the script that reads it did not come, which is said. */
async function addressOf(typed: string, path: string, own: boolean, username: string | null) {
  const module = await import('./search-address').catch(sayNotLoaded)
  return module?.typedAddress(typed, path, own, username)
}

/**
 * How a search begins: by a key, by the button, by whoever hands a text over, and by what was typed before the script came.
 * @param edit what to put into the box and what of it to select; null selects what is there
 */
function useBegin(input: RefObject<HTMLInputElement | null>, setText: (text: string) => void, help: () => void) {
  const [aim, setAim] = useState<SearchEdit | null>(null)
  // With the render, not in the frame after it: the next key goes there. On the phone that render lays the box out.
  useLayoutEffect(() => {
    if (!aim) return
    input.current?.focus()
    input.current?.setSelectionRange(aim.from, aim.to)
  }, [aim, input])
  const begin = (edit: SearchEdit | null) => {
    if (edit) setText(edit.text)
    if (edit?.shown) return
    help()
    setAim({ text: '', from: 0, to: 4_000, ...edit })
  }
  const beginning = useRef(begin)
  beginning.current = begin
  useEarlyInput(input, (element) => {
    const early = element.value
    if (early) setText(early)
    if (document.activeElement === element) begin({ text: early, from: 4_000, to: 4_000 })
  })
  useEffect(() => provideSearch((edit) => beginning.current(edit)), [])
  useShortcuts([{ keys: ['/'], label: 'Search', run: () => begin(null) }])
  return begin
}
