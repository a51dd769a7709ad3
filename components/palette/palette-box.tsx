'use client'
import {
  Aperture,
  ArrowRight,
  CornerDownRight,
  FolderHeart,
  History,
  type LucideIcon,
  MapPin,
  Search,
  Tag,
  UserRound,
  X,
} from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { rememberItem } from '../session/recent-items'
import { Spinner } from '../ui/spinner'
import { counted } from '../words/plural'
import type { OverProps } from './over'
import type { Group, PaletteItem } from './palette-items'
import { usePaletteItems } from './use-palette-items'

const ICONS: Record<Group, LucideIcon> = {
  Recent: History,
  Screens: ArrowRight,
  Albums: FolderHeart,
  Places: MapPin,
  Cameras: Aperture,
  Tags: Tag,
  People: UserRound,
  Commands: CornerDownRight,
  Search,
}

/** The line to type in and what it finds. */
export function PaletteBox({ viewer, typed, onOver, onClose }: OverProps) {
  const router = useRouter()
  const id = useId()
  const [text, setText] = useState(typed)
  const [chosen, setChosen] = useState<string | null>(null)
  const list = useRef<HTMLDivElement>(null)
  const { sections, busy, missing, retry } = usePaletteItems(text, { viewer, onOver })
  const items = sections.flatMap((section) => section.items)
  const at = Math.max(
    0,
    items.findIndex((item) => item.id === chosen),
  )
  const active = items[at]
  const optionId = (item: PaletteItem) => `${id}-${items.indexOf(item)}`

  // biome-ignore lint/correctness/useExhaustiveDependencies: the line to be seen is another one
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [at, text])

  const choose = (item: PaletteItem) => {
    if (item.group !== 'Search') rememberItem(viewer?.username ?? null, item)
    onClose()
    if (item.href) router.push(item.href)
    item.run?.()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault()
      return onClose()
    }
    if (event.key === 'Enter' && active) {
      event.preventDefault()
      return choose(active)
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step === undefined || items.length === 0) return
    event.preventDefault()
    setChosen(items[(at + step + items.length) % items.length]?.id ?? null)
  }

  return (
    <>
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
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={active ? optionId(active) : undefined}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          enterKeyHint="go"
          maxLength={200}
          placeholder="An album, a place, a camera, a person, a command"
          value={text}
          onKeyDown={onKeyDown}
          onChange={(event) => {
            setText(event.target.value)
            setChosen(null)
          }}
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
      <div ref={list} id={`${id}-list`} role="listbox" aria-label="Results" className="min-h-0 overflow-y-auto p-2">
        {sections.map(({ group, items: inside }) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options in a listbox
          <div key={group} role="group" aria-labelledby={`${id}-${group}`} className="not-first:mt-2">
            <div id={`${id}-${group}`} className="px-3 py-1 text-small text-muted">
              {group}
            </div>
            {inside.map((item) => (
              <Option
                key={item.id}
                id={optionId(item)}
                item={item}
                active={item === active}
                onChoose={() => choose(item)}
                onPoint={() => setChosen(item.id)}
              />
            ))}
          </div>
        ))}
      </div>
      {missing && (
        <p role="alert" className="border-t border-line px-5 py-3 text-danger">
          {missing} The rest works all the same.{' '}
          <button type="button" className="underline underline-offset-4" onClick={retry}>
            Try again
          </button>
        </p>
      )}
      <p role="status" className="sr-only">
        {text.trim() === '' || busy ? '' : counted(items.length, 'result')}
      </p>
    </>
  )
}

interface OptionProps {
  id: string
  item: PaletteItem
  active: boolean
  onChoose: () => void
  onPoint: () => void
}

function Option({ id, item, active, onChoose, onPoint }: OptionProps) {
  const Icon = ICONS[item.group]
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the line above handles the keys
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      onPointerDown={(event) => event.preventDefault()}
      onPointerMove={onPoint}
      onClick={onChoose}
      className="flex min-h-10 cursor-pointer items-center gap-3 rounded-control px-3 py-2 aria-selected:bg-line"
    >
      <Icon aria-hidden size={18} strokeWidth={1.75} className="shrink-0 text-muted" />
      <span className="min-w-0 flex-1 truncate">{item.label}</span>
      {item.detail && <span className="tabular shrink-0 text-small text-muted">{item.detail}</span>}
    </div>
  )
}
