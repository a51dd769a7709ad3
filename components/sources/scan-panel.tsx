'use client'
import { Pause, Play, RefreshCw, Square, Trash2 } from 'lucide-react'
import { formatBytes } from '@/lib/media/format-bytes'
import { formatNumber } from '@/lib/media/format-number'
import type { Source } from '@/lib/sources/ground/contract'
import type { ScanAction, SourceScan } from '@/lib/sources/ground/scan-contract'
import { useTakenOver } from '../keys/early-actions'
import { Button } from '../ui/button'
import { Progress } from '../ui/progress'
import { momentLabel } from '../words/date-text'
import { ScanNotes } from './scan-notes'
import { paceWords, scanShare } from './source-words'
import { useSteerScan } from './use-steer-scan'

/** The scan of a source: how it stands, and its start, pause, resume and stop. */
export function ScanPanel({ source }: { source: Source }) {
  const { scan } = source
  const next = nextWords(source)
  return (
    <section aria-labelledby="scan-title" className="flex flex-col gap-4 border-t border-line py-6">
      <div className="flex flex-wrap items-center gap-3">
        <h2 id="scan-title" className="mr-auto text-title">
          {scan ? titleOf(scan) : 'Not scanned yet'}
        </h2>
        <ScanButtons source={source} />
      </div>
      {scan && <ScanState scan={scan} source={source} />}
      {next && <p className="tabular text-muted">{next}</p>}
    </section>
  )
}

function titleOf(scan: SourceScan): string {
  switch (scan.status) {
    case 'running':
      return scan.listedAll ? 'Reading what was found' : 'Looking through the source'
    case 'paused':
      return scan.reason ? 'The scan is held up' : 'The scan is paused'
    case 'stopped':
      return scan.reason ? 'The last scan ended early' : 'The last scan was stopped'
    case 'done':
      return 'Up to date'
  }
}

function nextWords({ scan, nextScanAt, rescanMinutes }: Source): string {
  if (scan?.status === 'running')
    return 'You can leave this page; it goes on by itself, and photos appear as they are read.'
  if (scan?.status === 'paused') {
    if (scan.resumeAt) return `It goes on by itself at ${momentLabel(scan.resumeAt)}. Nothing that was found is lost.`
    return 'It goes on where it was when you resume it.'
  }
  if (nextScanAt) return `The next scan starts by itself at ${momentLabel(nextScanAt)}.`
  return rescanMinutes === null ? 'It is scanned only by hand.' : ''
}

function ScanButtons({ source }: { source: Source }) {
  const ready = useTakenOver()
  const steer = useSteerScan(source.id)
  const busy = (action: ScanAction['action']) => steer.isPending && steer.variables.action === action
  const button = (action: ScanAction['action'], text: string, icon: typeof Play, variant?: 'primary') => {
    const Icon = icon
    return (
      <Button
        variant={variant}
        disabled={!ready}
        busy={busy(action)}
        // Only the same once more is held back: whoever is quick to pause what just began is heard.
        onClick={() => !busy(action) && steer.mutate({ action })}
      >
        {!busy(action) && <Icon aria-hidden size={18} strokeWidth={1.75} />}
        {text}
      </Button>
    )
  }
  switch (source.scan?.status) {
    case 'running':
      return (
        <div className="flex gap-2">
          {button('pause', 'Pause', Pause)}
          {button('stop', 'Stop', Square)}
        </div>
      )
    case 'paused':
      return (
        <div className="flex flex-wrap gap-2">
          {button('resume', 'Resume', Play, 'primary')}
          {source.scan.asksGone && button('accept-gone', 'The photos were deleted', Trash2)}
          {button('stop', 'Stop', Square)}
        </div>
      )
    default:
      return button('start', 'Scan now', RefreshCw, 'primary')
  }
}

function ScanState({ scan, source }: { scan: SourceScan; source: Source }) {
  const open = scan.status === 'running' || scan.status === 'paused'
  const pace = paceWords(scan)
  return (
    <>
      {scan.reason && (
        <p role="alert" className="text-danger">
          {scan.reason}
        </p>
      )}
      {open && (
        <div className="flex flex-col gap-1.5">
          <Progress value={scanShare(scan)} label={`Scan of ${source.name}`} />
          <p className="tabular text-muted">{pace || (scan.status === 'running' ? 'Beginning' : 'Waiting')}</p>
        </div>
      )}
      <dl className="tabular grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-4">
        {figuresOf(scan).map(({ name: what, value }) => (
          <div key={what}>
            <dt className="text-small text-muted">{what}</dt>
            <dd className="text-large">{value}</dd>
          </div>
        ))}
      </dl>
      <ScanNotes scan={scan} sourceId={source.id} />
      <p className="tabular text-small text-muted">
        Started {momentLabel(scan.startedAt)}
        {scan.finishedAt && ` · ended ${momentLabel(scan.finishedAt)}`}
      </p>
    </>
  )
}

function figuresOf(scan: SourceScan): { name: string; value: string }[] {
  const figures = [
    { name: scan.listedAll ? 'Listed' : 'Listed so far', value: formatNumber(scan.listed) },
    { name: 'New', value: formatNumber(scan.added) },
    { name: 'Changed', value: formatNumber(scan.changed) },
    { name: 'Moved', value: formatNumber(scan.moved) },
    { name: 'Missing', value: formatNumber(scan.missing) },
    { name: 'Shown', value: formatNumber(scan.ready) },
    { name: 'Unreadable', value: formatNumber(scan.failed) },
    { name: 'Left out', value: formatNumber(scan.skipped) },
    { name: 'Requests', value: formatNumber(scan.requests) },
    { name: 'Read', value: formatBytes(scan.bytesRead) },
  ]
  if (scan.pending > 0) figures.push({ name: 'Waiting', value: formatNumber(scan.pending) })
  if (scan.bytesFound > 0 && scan.status !== 'done')
    figures.push({ name: 'To read', value: formatBytes(scan.bytesFound) })
  return figures
}
