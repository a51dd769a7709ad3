'use client'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { errorSentence } from '@/lib/http/client'
import { formatBytes } from '@/lib/photos/format-bytes'
import type { SourceScan } from '@/lib/sources/contract'
import { Button } from '../ui/button'
import { Spinner } from '../ui/spinner'
import { Fold } from './fold'
import { fetchScans } from './source-calls'
import { counted, momentWords, stateOf } from './source-words'

interface PastScansProps {
  sourceId: string
  /** The newest one: when it is another or ends, the list is asked for again. */
  latest: SourceScan | null
}

/** The scans of a source so far, newest first; asked for when opened. */
export function PastScans({ sourceId, latest }: PastScansProps) {
  return (
    <Fold title="Scans so far">
      <Scans sourceId={sourceId} latest={latest} />
    </Fold>
  )
}

function Scans({ sourceId, latest }: PastScansProps) {
  const list = useInfiniteQuery({
    queryKey: ['source scans', sourceId, latest?.id, latest?.status],
    queryFn: ({ pageParam }) => fetchScans(sourceId, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  })
  if (list.isPending) return <Spinner label="Loading the scans" />
  if (list.error) {
    return (
      <div role="alert" className="flex flex-wrap items-center gap-3 text-muted">
        The scans did not load. {errorSentence(list.error)}
        <Button size="small" onClick={() => void list.refetch()}>
          Try again
        </Button>
      </div>
    )
  }
  const scans = list.data.pages.flatMap(({ items }) => items)
  return (
    <>
      {scans.length === 0 && <p className="text-muted">None yet.</p>}
      <ul className="tabular flex flex-col divide-y divide-line">
        {scans.map((scan) => (
          <li key={scan.id} className="py-2">
            {momentWords(scan.startedAt)} · {scan.status === 'done' ? 'done' : stateOf(scan).text.toLowerCase()}
            <span className="block text-small text-muted">{scanWords(scan)}</span>
            {scan.reason && <span className="block text-small text-danger">{scan.reason}</span>}
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button
          size="small"
          className="self-start"
          busy={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          Show older scans
        </Button>
      )}
    </>
  )
}

function scanWords({ listed, added, changed, moved, missing, requests, bytesRead }: SourceScan): string {
  const parts = [`${counted(listed, 'object')} listed`]
  for (const [count, word] of [
    [added, 'new'],
    [changed, 'changed'],
    [moved, 'moved'],
    [missing, 'missing'],
  ] as const) {
    if (count > 0) parts.push(`${count.toLocaleString('en-GB')} ${word}`)
  }
  return [...parts, counted(requests, 'request'), `${formatBytes(bytesRead)} read`].join(' · ')
}
