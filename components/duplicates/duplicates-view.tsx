'use client'
import { Copy, Images, Layers } from 'lucide-react'
import { type ReactNode, Suspense, useEffect, useState } from 'react'
import type { DuplicateGroup, DuplicatePage } from '@/lib/duplicates/contract'
import { errorSentence } from '@/lib/http/api-error'
import { useTakenOver } from '../keys/early-actions'
import { EmptyState } from '../ui/empty-state'
import { ErrorState } from '../ui/error-state'
import { lazily } from '../ui/lazily'
import { decisionUndos } from './decision-undos'
import type { GroupKind } from './duplicate-calls'
import { keptOf } from './group-list'
import { GroupPanel } from './group-panel'
import { GroupRail } from './group-rail'
import { focusedOf } from './group-store'
import { SafeSlot } from './safe-slot'
import { UndoNotice } from './undo-notice'
import { useGroupKeys } from './use-group-keys'
import { useGroupStore } from './use-group-store'

const CompareStage = lazily(() => import('./compare-stage').then((module) => module.CompareStage))

interface DuplicatesViewProps {
  /** The id of who is signed in. */
  account: string
  kind: GroupKind
  /** The first page, rendered by the server. */
  first: DuplicatePage
  /** The way to the other kinds. */
  tabs: ReactNode
}

/** Groups of photos that look alike: one is looked at and decided on, the others wait beside it. */
export function DuplicatesView({ account, kind, first, tabs }: DuplicatesViewProps) {
  const { store, state, decider } = useGroupStore(kind, first)
  const taken = useTakenOver()
  useEffect(() => decisionUndos.open(account), [account])
  const group = focusedOf(state)
  const { comparing, compare, close } = useCompared(group)
  useGroupKeys({ store, decider, onCompare: compare })
  const kept = group && keptOf(group, state.chosen)
  return (
    <div data-duplicates={taken ? 'ready' : 'drawn'} className="flex min-w-0 flex-col gap-4">
      <div className="flex min-h-10 flex-wrap items-center justify-between gap-x-4 gap-y-2">
        {tabs}
        <UndoNotice onUndo={() => void decider.undo(true)} />
        {kind === null && <SafeSlot total={state.total} />}
      </div>
      {group && kept ? (
        <div className="grid min-w-0 gap-4 lg:grid-cols-[240px_minmax(0,1fr)] lg:gap-6">
          <GroupRail
            state={state}
            onFocus={store.focusOn}
            onMore={() => void store.more()}
            onRetry={() => void store.refresh()}
          />
          <GroupPanel
            group={group}
            place={state.groups.indexOf(group) + 1}
            total={state.total}
            kept={kept}
            comparing={comparing !== null}
            onStep={store.step}
            onToggle={(photoId) => store.toggle(group, photoId)}
            onCompare={() => compare(false)}
            onKeep={() => void decider.decide('trash')}
            onKeepAll={() => void decider.decide('not_duplicates')}
          >
            {comparing && (
              <Suspense fallback={<div className="h-[min(62dvh,720px)] bg-sunken" />}>
                <CompareStage key={group.id} group={group} kept={kept} blinks={comparing.blinks} onClose={close} />
              </Suspense>
            )}
          </GroupPanel>
        </div>
      ) : (
        <NoGroups
          kind={kind}
          pending={state.next !== null}
          loading={state.loading}
          problem={state.problem}
          onRetry={() => void store.refresh()}
        />
      )}
    </div>
  )
}

/** Whether two photos of the group are compared; going to another group ends it. */
function useCompared(group: DuplicateGroup | undefined) {
  const [compared, setCompared] = useState<{ id: string; blinks: boolean } | null>(null)
  const comparing = group !== undefined && compared?.id === group.id ? compared : null
  const compare = (blinks: boolean) => setCompared(group && !comparing ? { id: group.id, blinks } : null)
  return { comparing, compare, close: () => setCompared(null) }
}

interface NoGroupsProps {
  kind: GroupKind
  /** More of the list is to come. */
  pending: boolean
  loading: boolean
  problem: unknown
  onRetry: () => void
}

function NoGroups({ kind, pending, loading, problem, onRetry }: NoGroupsProps) {
  if (problem !== null)
    return (
      <ErrorState title="The groups did not load" onRetry={onRetry} retrying={loading}>
        {errorSentence(problem)}
      </ErrorState>
    )
  if (pending) return <GroupsSkeleton />
  const { icon, title, text } = EMPTY[kind ?? 'duplicates']
  return (
    <EmptyState icon={icon} title={title}>
      {text}
    </EmptyState>
  )
}

const EMPTY = {
  duplicates: {
    icon: Copy,
    title: 'No duplicates',
    text: 'When the same picture lies in your library more than once, as a copy, a smaller export or an edited version, the copies appear here side by side. Nothing needs to be started: each photo is looked at as it arrives.',
  },
  burst: {
    icon: Layers,
    title: 'No bursts',
    text: 'Shots that one camera took within seconds of each other appear here. Nothing needs to be started.',
  },
  companion: {
    icon: Images,
    title: 'No pairs',
    text: 'One shot in two files appears here: a raw file and its JPEG, or the two halves of a Live Photo. They are no duplicates.',
  },
}

/** Stands where the groups will. */
function GroupsSkeleton() {
  return (
    <div role="status" className="grid gap-4 lg:grid-cols-[240px_minmax(0,1fr)] lg:gap-6">
      <span className="sr-only">Loading the groups</span>
      <div aria-hidden className="shimmer h-16 lg:h-96" />
      <div aria-hidden className="grid grid-cols-2 gap-4">
        <div className="shimmer h-72" />
        <div className="shimmer h-72" />
      </div>
    </div>
  )
}
