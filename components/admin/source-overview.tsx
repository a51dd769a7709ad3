'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { formatBytes } from '@/lib/media/format-bytes'
import { formatNumber } from '@/lib/media/format-number'
import { counted } from '@/lib/media/plural'
import type { AdminSource, AdminSourcePage } from '@/lib/sources/ground/all-sources-contract'
import { Badge } from '../ui/badge'
import { ListFoot } from '../ui/list-foot'
import { momentLabel } from '../words/date-text'
import { fetchSources } from './operate-calls'

const AGAIN_MS = 5_000

/** Everybody's sources and how their scans go. @param first the first page, as the server drew it */
export function SourceOverview({ first }: { first: AdminSourcePage }) {
  const list = useInfiniteQuery({
    queryKey: ['admin-sources'],
    queryFn: ({ pageParam }) => fetchSources(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    initialData: { pages: [first], pageParams: [null] },
    refetchInterval: AGAIN_MS,
  })
  const items = list.data.pages.flatMap((page) => page.items)
  return (
    <>
      <p className="text-small text-muted">
        Buckets and folders that people have connected. What they are called, where they lie and what is in them is for
        their owners.
      </p>
      {items.length === 0 ? (
        <p className="text-muted">Nobody has connected a source.</p>
      ) : (
        <ul aria-label="Sources" className="flex flex-col divide-y divide-line">
          {items.map((source) => (
            <SourceLine key={source.id} source={source} />
          ))}
        </ul>
      )}
      <ListFoot list={list} failed="The sources did not load." more="More sources" />
    </>
  )
}

function SourceLine({ source }: { source: AdminSource }) {
  const { owner, kind, photos, missing, failed, scan, createdAt } = source
  const counts = [
    counted(photos, 'photo'),
    ...(missing > 0 ? [`${formatNumber(missing)} missing`] : []),
    ...(failed > 0 ? [`${formatNumber(failed)} could not be read`] : []),
    `connected ${momentLabel(createdAt)}`,
  ]
  return (
    <li className="flex flex-col gap-1 py-3">
      <div className="flex flex-wrap items-baseline gap-2">
        <span>
          {kind === 's3' ? 'Bucket' : 'Folder'} of {owner}
        </span>
        <Badge tone={scan?.trouble ? 'danger' : 'neutral'}>{stateText(scan)}</Badge>
      </div>
      <p className="tabular text-small text-muted">{counts.join(' · ')}</p>
      {scan && <p className="tabular text-small text-muted">{scanText(scan)}</p>}
    </li>
  )
}

const STATES = { running: 'scan runs', paused: 'scan paused', stopped: 'scan stopped', done: 'scanned' }

function stateText(scan: AdminSource['scan']): string {
  if (!scan) return 'not scanned yet'
  return scan.trouble ? `${STATES[scan.status]} by trouble` : STATES[scan.status]
}

function scanText(scan: NonNullable<AdminSource['scan']>): string {
  const number = (count: number, what: string) => (count > 0 ? [`${formatNumber(count)} ${what}`] : [])
  return [
    scan.finishedAt ? `Ended ${momentLabel(scan.finishedAt)}` : `Since ${momentLabel(scan.startedAt)}`,
    `${counted(scan.listed, 'object')} listed`,
    ...number(scan.added, 'new'),
    ...number(scan.changed, 'changed'),
    ...number(scan.moved, 'moved'),
    ...number(scan.missing, 'gone'),
    ...number(scan.failed, 'failed'),
    `${formatBytes(scan.bytesRead)} read in ${counted(scan.requests, 'request')}`,
    ...(scan.resumeAt ? [`goes on ${momentLabel(scan.resumeAt)}`] : []),
  ].join(' · ')
}
