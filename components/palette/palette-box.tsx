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
} from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState } from 'react'
import { counted } from '@/lib/media/plural'
import { rememberItem } from '../session/recent-items'
import type { OverProps } from './over'
import type { Group, PaletteItem, PaletteSection } from './palette-items'
import { PaletteLine } from './palette-line'
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
  const found = items.findIndex((item) => item.id === chosen)
  const at = Math.max(0, found)
  const active = items[at]
  const optionId = (item: PaletteItem) => `${id}-${items.indexOf(item)}`

  useInSight(list, `${at} ${text}`)
  const write = (next: string) => {
    setText(next)
    setChosen(null)
  }
  const choose = (item: PaletteItem) => {
    if (item.group !== 'Search') rememberItem(viewer?.username ?? null, item)
    onClose()
    if (item.href) router.push(item.href)
    item.run?.()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = stepOf(event, { onClose, onChoose: () => active && choose(active) })
    if (step !== 0 && items.length > 0) setChosen(items[(at + step + items.length) % items.length]?.id ?? null)
  }

  return (
    <>
      <PaletteLine
        text={text}
        busy={busy}
        listId={`${id}-list`}
        active={active && optionId(active)}
        onKeyDown={onKeyDown}
        onText={write}
        onClose={onClose}
      />
      <div ref={list} id={`${id}-list`} role="listbox" aria-label="Results" className="min-h-0 overflow-y-auto p-2">
        {sections.map((section) => (
          <Section
            key={section.group}
            id={id}
            section={section}
            active={active}
            optionId={optionId}
            onChoose={choose}
            onPoint={(item) => setChosen(item.id)}
          />
        ))}
      </div>
      {missing && <Missing words={missing} onRetry={retry} />}
      <ResultCount count={text.trim() === '' || busy ? null : items.length} />
    </>
  )
}

/** Keeps the chosen option in sight. */
function useInSight(list: RefObject<HTMLElement | null>, chosen: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the line to be seen is another one
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
}

/** For those who do not see the list. */
function ResultCount({ count }: { count: number | null }) {
  return (
    <p role="status" className="sr-only">
      {count === null ? '' : counted(count, 'result')}
    </p>
  )
}

/** What a key of the line does: closes, chooses, or goes up or down (the result). */
function stepOf(event: KeyboardEvent, { onClose, onChoose }: { onClose: () => void; onChoose: () => void }): number {
  if (event.nativeEvent.isComposing) return 0
  const again = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k'
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key] ?? 0
  if (again || event.key === 'Enter' || step !== 0) event.preventDefault()
  if (again) onClose()
  else if (event.key === 'Enter') onChoose()
  return again ? 0 : step
}

function Missing({ words, onRetry }: { words: string; onRetry: () => void }) {
  return (
    <p role="alert" className="border-t border-line px-5 py-3 text-danger">
      {words} The rest works all the same.{' '}
      <button type="button" className="underline underline-offset-4" onClick={onRetry}>
        Try again
      </button>
    </p>
  )
}

interface SectionProps {
  id: string
  section: PaletteSection
  active: PaletteItem | undefined
  optionId: (item: PaletteItem) => string
  onChoose: (item: PaletteItem) => void
  onPoint: (item: PaletteItem) => void
}

function Section({ id, section: { group, items }, active, optionId, onChoose, onPoint }: SectionProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of options in a listbox
    <div role="group" aria-labelledby={`${id}-${group}`} className="not-first:mt-2">
      <div id={`${id}-${group}`} className="px-3 py-1 text-small text-muted">
        {group}
      </div>
      {items.map((item) => (
        <Option
          key={item.id}
          id={optionId(item)}
          item={item}
          active={item === active}
          onChoose={() => onChoose(item)}
          onPoint={() => onPoint(item)}
        />
      ))}
    </div>
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
