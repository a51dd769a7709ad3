import { Cloud, HardDrive } from 'lucide-react'
import type { Source } from '@/lib/sources/ground/contract'
import { Badge } from '../ui/badge'
import { NavLink } from '../ui/nav-link'
import { momentLabel } from '../words/date-text'
import { ScanBar } from './scan-bar'
import { countsWords, isOpen, placeOfSource, stateOf } from './source-words'

/** A source in the list: what it is, how it stands, when it is looked through again. */
export function SourceRow({ source }: { source: Source }) {
  const { id, name, kind, scan, counts, nextScanAt } = source
  const Icon = kind === 's3' ? Cloud : HardDrive
  const state = stateOf(scan)
  const times = [
    scan?.finishedAt && `Scanned ${momentLabel(scan.finishedAt)}`,
    nextScanAt && !isOpen(scan) && `next ${momentLabel(nextScanAt)}`,
  ].filter(Boolean)
  return (
    <li className="flex gap-4 py-5">
      <Icon aria-hidden size={24} strokeWidth={1.5} className="mt-0.5 shrink-0 text-muted" />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h2 className="min-w-0 text-large">
            <NavLink href={`/sources/${id}`} className="[overflow-wrap:anywhere] hover:underline">
              {name}
            </NavLink>
          </h2>
          <Badge tone={state.tone}>{state.text}</Badge>
        </div>
        <p className="[overflow-wrap:anywhere] text-muted">{placeOfSource(source)}</p>
        <p className="tabular">{countsWords(counts)}</p>
        {scan && isOpen(scan) && <ScanBar scan={scan} name={name} />}
        {scan?.reason && <p className="text-danger">{scan.reason}</p>}
        {times.length > 0 && <p className="tabular text-small text-muted">{times.join(' · ')}</p>}
      </div>
    </li>
  )
}
