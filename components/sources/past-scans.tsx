'use client'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { formatBytes } from '@/lib/media/format-bytes'
import { formatNumber } from '@/lib/media/format-number'
import { counted } from '@/lib/media/plural'
import type { SourceScan } from '@/lib/sources/ground/scan-contract'
import { ListFoot } from '../ui/list-foot'
import { Spinner } from '../ui/spinner'
import { momentLabel } from '../words/date-text'
import { Fold } from './fold'
import { fetchScans } from './source-calls'
import { stateOf } from './source-words'

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
  const scans = list.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <>
      {scans.length === 0 && !list.error && <p className="text-muted">None yet.</p>}
      <ul className="tabular flex flex-col divide-y divide-line">
        {scans.map((scan) => (
          <li key={scan.id} className="py-2">
            {momentLabel(scan.startedAt)} · {scan.status === 'done' ? 'done' : stateOf(scan).text.toLowerCase()}
            <span className="block text-small text-muted">{scanWords(scan)}</span>
            {scan.reason && <span className="block text-small text-danger">{scan.reason}</span>}
          </li>
        ))}
      </ul>
      <ListFoot list={list} failed="The scans did not load." more="Show older scans" />
    </>
  )
}

function scanWords({ listed, added, changed, moved, missing, noted, requests, bytesRead }: SourceScan): string {
  const parts = [`${counted(listed, 'object')} listed`]
  for (const [count, word] of [
    [added, 'new'],
    [changed, 'changed'],
    [moved, 'moved'],
    [missing, 'missing'],
    [noted, 'to look at'],
  ] as const) {
    if (count > 0) parts.push(`${formatNumber(count)} ${word}`)
  }
  return [...parts, counted(requests, 'request'), `${formatBytes(bytesRead)} read`].join(' · ')
}
