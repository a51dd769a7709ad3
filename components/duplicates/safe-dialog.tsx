'use client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { errorSentence } from '@/lib/http/api-error'
import { counted, countPhotos, plural } from '@/lib/media/plural'
import { Button } from '../ui/button'
import { Checkbox } from '../ui/checkbox'
import { Dialog } from '../ui/dialog'
import { QueryProvider } from '../ui/query-provider'
import { Spinner } from '../ui/spinner'
import { countSafe, runSafe, type SafeCount, type SafeKind } from './safe-run'

const KINDS: { kind: SafeKind; label: string; hint: string }[] = [
  { kind: 'same_bytes', label: 'The same file', hint: 'Copies with the same bytes.' },
  {
    kind: 'resaved',
    label: 'Smaller copies',
    hint: 'The same picture saved again with fewer pixels than the one that is kept.',
  },
]

/** Before many groups are decided on at once: says what exactly will happen. Load it lazily. */
export function SafeDialog({ onClose }: { onClose: () => void }) {
  return (
    <QueryProvider>
      <Content onClose={onClose} />
    </QueryProvider>
  )
}

function Content({ onClose }: { onClose: () => void }) {
  const [off, setOff] = useState<readonly SafeKind[]>([])
  const counts = useQuery({
    queryKey: ['safe duplicates'],
    queryFn: () => Promise.all(KINDS.map(({ kind }) => countSafe(kind))),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  const chosen = (counts.data ?? []).filter(({ kind, groups }) => groups > 0 && !off.includes(kind))
  const toggle = (kind: SafeKind) =>
    setOff((old) => (old.includes(kind) ? old.filter((one) => one !== kind) : [...old, kind]))
  const confirm = () => {
    onClose()
    void runSafe(chosen)
  }
  const photos = sumOf(chosen, 'photos')
  return (
    <Dialog open onOpenChange={onClose} title="Clean up what is safe">
      {counts.isPending && <Spinner label="Counting the groups" />}
      {counts.error && (
        <div role="alert" className="flex flex-col items-start gap-3">
          {errorSentence(counts.error)}
          <Button size="small" onClick={() => void counts.refetch()}>
            Try again
          </Button>
        </div>
      )}
      {counts.data && (
        <div className="flex flex-col gap-4">
          {KINDS.map(({ kind, label, hint }) => {
            const count = counts.data.find((one) => one.kind === kind)
            return (
              <Checkbox
                key={kind}
                checked={!off.includes(kind) && (count?.groups ?? 0) > 0}
                disabled={!count || count.groups === 0}
                onChange={() => toggle(kind)}
                label={`${label}: ${counted(count?.groups ?? 0, 'group')}, ${countPhotos(count?.photos ?? 0)}`}
                hint={hint}
              />
            )
          })}
          <Consequences counts={chosen} left={sumOf(counts.data, 'left')} />
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={onClose}>Cancel</Button>
            <Button variant="danger" disabled={photos === 0} onClick={confirm}>
              Move {countPhotos(photos)} to the trash
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  )
}

function Consequences({ counts, left }: { counts: readonly SafeCount[]; left: number }) {
  const groups = sumOf(counts, 'groups')
  return (
    <ul className="flex list-disc flex-col gap-1 pl-5 text-muted">
      <li>
        Of each of {counted(groups, 'group')} one photo stays: the one with most pixels, what the camera wrote, or the
        one that came first.
      </li>
      <li>
        It gets what the others had: albums, tags, favourite, and title, description and rating where it has none.
      </li>
      <li>The others stay in the trash for 30 days. You can undo this for ten minutes.</li>
      <li>Files in your sources are not touched: their photos are only hidden.</li>
      {left > 0 && (
        <li>
          {counted(left, 'group')} of these kinds {plural(left, 'is', 'are')} left for you to look at: something would
          be lost, or seen by others.
        </li>
      )}
    </ul>
  )
}

function sumOf(counts: readonly SafeCount[], what: 'groups' | 'photos' | 'left'): number {
  return counts.reduce((sum, count) => sum + count[what], 0)
}
