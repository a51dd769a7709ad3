import type { ScanNote, SourceScan } from '@/lib/sources/ground/scan-contract'
import { NavLink } from '../ui/nav-link'
import { counted } from '../words/plural'

const LEADS: Record<ScanNote['kind'], string> = {
  uncertain:
    'The file has other content than before, and we cannot tell whether it is the same picture. Your edits stay. Others see it only if this source shows new photos to others.',
  kept_private:
    'You keep this picture, or one that may be it and has gone from its place, private, so it is private here too.',
  closed: 'The server may not read this folder. What lies in it is passed over; what was known of it is kept.',
  away: 'This folder holds no photo that was there before. Is its disk mounted? Its photos are kept. If all of them were deleted on purpose, say “They were deleted” above.',
}
const KINDS = Object.keys(LEADS) as ScanNote['kind'][]

/** What a scan found that its owner should look at, by what it is. */
export function ScanNotes({ scan: { noted, notes } }: { scan: SourceScan }) {
  if (notes.length === 0) return null
  return (
    <section aria-label="To look at" className="flex flex-col gap-6">
      <h3 className="text-large">{counted(noted, 'thing')} to look at</h3>
      {KINDS.map((kind) => (
        <NotesOfKind key={kind} kind={kind} notes={notes.filter((note) => note.kind === kind)} />
      ))}
      {noted > notes.length && <p className="text-muted">These are the first {notes.length} of them.</p>}
    </section>
  )
}

function NotesOfKind({ kind, notes }: { kind: ScanNote['kind']; notes: ScanNote[] }) {
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
          </li>
        ))}
      </ul>
    </div>
  )
}
