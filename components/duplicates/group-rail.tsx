'use client'
import { useEffect, useRef } from 'react'
import type { DuplicateGroup } from '@/lib/duplicates/contract'
import { errorSentence } from '@/lib/http/api-error'
import { countPhotos } from '@/lib/media/plural'
import { Button } from '../ui/button'
import { classNames } from '../ui/class-names'
import { DuplicateImage } from './duplicate-image'
import { shortKindWords } from './duplicate-words'
import type { GroupState } from './group-store'

/** Pixels from the end of what is loaded at which more is asked for. */
const NEAR = 800

interface GroupRailProps {
  state: GroupState
  onFocus: (id: string) => void
  onMore: () => void
  onRetry: () => void
}

/** All groups that are loaded, the one that is looked at marked: beside it, on a narrow screen above it. */
export function GroupRail({ state, onFocus, onMore, onRetry }: GroupRailProps) {
  const list = useRef<HTMLOListElement>(null)
  const { groups, focus, next, loading, problem } = state
  useEffect(() => keepInView(list.current, focus), [focus])
  const onScroll = ({ currentTarget: box }: React.UIEvent<HTMLElement>) => {
    const left = Math.max(
      box.scrollHeight - box.clientHeight - box.scrollTop,
      box.scrollWidth - box.clientWidth - box.scrollLeft,
    )
    if (left < NEAR && next !== null && !loading && problem === null) onMore()
  }
  return (
    <nav aria-label="Groups" className="min-w-0">
      <ol
        ref={list}
        onScroll={onScroll}
        className="relative flex gap-1 overflow-auto overscroll-contain p-1 lg:sticky lg:top-[calc(var(--header-height)+8px)] lg:max-h-[calc(100dvh-var(--header-height)-24px)] lg:flex-col"
      >
        {groups.map((group) => (
          <li
            key={group.id}
            data-group={group.id}
            className="shrink-0 [content-visibility:auto] [contain-intrinsic-size:64px]"
          >
            <RailItem group={group} current={group.id === focus} onFocus={onFocus} />
          </li>
        ))}
        {(next !== null || problem !== null) && (
          <li className="flex shrink-0 flex-col items-start justify-center gap-2 p-2 text-small text-muted">
            {problem !== null && <span role="alert">{errorSentence(problem)}</span>}
            <Button size="small" busy={loading} onClick={problem === null ? onMore : onRetry}>
              {problem === null ? 'More groups' : 'Try again'}
            </Button>
          </li>
        )}
      </ol>
    </nav>
  )
}

interface RailItemProps {
  group: DuplicateGroup
  current: boolean
  onFocus: (id: string) => void
}

function RailItem({ group, current, onFocus }: RailItemProps) {
  const [first] = group.photos
  return (
    <button
      type="button"
      aria-current={current ? 'true' : undefined}
      onClick={() => onFocus(group.id)}
      className={classNames(
        'flex w-full items-center gap-3 rounded-control p-1 text-left transition-colors hover:bg-sunken',
        current && 'bg-sunken outline-2 -outline-offset-2 outline-accent',
      )}
    >
      <span className="relative flex size-14 shrink-0 items-center justify-center overflow-hidden bg-sunken">
        {first && <DuplicateImage photo={first} silent className="size-full object-cover!" />}
      </span>
      <span className="min-w-0 max-lg:sr-only">
        <span className="block truncate">{shortKindWords(group.kind)}</span>
        <span className="tabular block text-small text-muted">{countPhotos(group.size)}</span>
      </span>
    </button>
  )
}

/** Moves the list alone: the page stays where it is. */
function keepInView(list: HTMLElement | null, id: string | null): void {
  const item = list?.querySelector<HTMLElement>(`[data-group="${id}"]`)
  if (!list || !item) return
  const before = (start: number, size: number, from: number, room: number) =>
    start < from ? start : Math.max(from, start + size - room)
  list.scrollTop = before(item.offsetTop, item.offsetHeight, list.scrollTop, list.clientHeight)
  list.scrollLeft = before(item.offsetLeft, item.offsetWidth, list.scrollLeft, list.clientWidth)
}
