import { Trash2 } from 'lucide-react'
import { counted } from '@/lib/media/plural'
import type { ScanNote, SourceScan } from '@/lib/sources/ground/scan-contract'
import { useTakenOver } from '../keys/early-actions'
import { Button } from '../ui/button'
import { NavLink } from '../ui/nav-link'
import { useSteerScan } from './use-steer-scan'

const LEADS: Record<ScanNote['kind'], string> = {
  uncertain:
    'The file has other content than before, and we cannot tell whether it is the same picture. Your edits stay. Others see it only if this source shows new photos to others.',
  kept_private:
    'You keep this picture private, or one that has gone from its place and may be the same, so it is private here too.',
  closed: 'The server may not read this folder. What lies in it is passed over; what was known of it is kept.',
  away: 'This folder holds no photo that was there before. Is its disk mounted? Its photos are kept. If all of them were deleted on purpose, say so: it holds for this folder alone.',
}
const KINDS = Object.keys(LEADS) as ScanNote['kind'][]

/** What a scan found that its owner should look at, by what it is. */
export function ScanNotes({ scan, sourceId }: { scan: SourceScan; sourceId: string }) {
  const { noted, notes } = scan
  const asks = scan.status === 'done' || scan.status === 'stopped'
  if (notes.length === 0) return null
  return (
    <section aria-label="To look at" className="flex flex-col gap-6">
      <h3 className="text-large">{counted(noted, 'thing')} to look at</h3>
      {KINDS.map((kind) => (
        <NotesOfKind
          key={kind}
          kind={kind}
          notes={notes.filter((note) => note.kind === kind)}
          askOf={asks && kind === 'away' ? sourceId : null}
        />
      ))}
      {noted > notes.length && <p className="text-muted">These are the first {notes.length} of them.</p>}
    </section>
  )
}

interface OfKind {
  kind: ScanNote['kind']
  notes: ScanNote[]
  /** The source whose owner is asked whether the photos were deleted; null: nothing is asked. */
  askOf: string | null
}

function NotesOfKind({ kind, notes, askOf }: OfKind) {
  if (notes.length === 0) return null
  return (
    <div>
      <p className="mb-1 max-w-prose text-muted">{LEADS[kind]}</p>
      <ul className="flex flex-col">
        {notes.map(({ key, photoId }) => (
          <li key={`${key} ${photoId}`} className="flex items-baseline gap-4 py-1">
            <span className="min-w-0 flex-1 whitespace-pre-wrap [overflow-wrap:anywhere]">{key}</span>
            {photoId && (
              <NavLink href={`/photos/${photoId}`} className="text-small underline underline-offset-4">
                Show
              </NavLink>
            )}
            {askOf !== null && <DeletedButton sourceId={askOf} folder={key} />}
          </li>
        ))}
      </ul>
    </div>
  )
}

function DeletedButton({ sourceId, folder }: { sourceId: string; folder: string }) {
  const ready = useTakenOver()
  const steer = useSteerScan(sourceId)
  return (
    <Button
      disabled={!ready}
      busy={steer.isPending}
      aria-label={`They were deleted: ${folder}`}
      onClick={() => !steer.isPending && steer.mutate({ action: 'accept-gone', folder })}
    >
      {!steer.isPending && <Trash2 aria-hidden size={18} strokeWidth={1.75} />}
      They were deleted
    </Button>
  )
}
