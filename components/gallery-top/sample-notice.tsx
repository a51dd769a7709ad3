import { countPhotos, plural } from '@/lib/media/plural'
import { OwnSlot } from './own-slot'

/** Over one's own gallery as long as sample photos are in it: what they are, and the way to be rid of them. */
export function SampleNotice({ photos }: { photos: number }) {
  if (photos === 0) return null
  return (
    <aside
      aria-label="Sample photos"
      className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-panel border border-line px-4 py-2 text-muted max-sm:my-2"
    >
      <p className="min-w-56 flex-1">
        {countPhotos(photos)} here {plural(photos, 'is a sample', 'are samples')}. Thrown away, they are gone for ever,
        with all you changed on them.
      </p>
      <OwnSlot act="discard" />
    </aside>
  )
}
