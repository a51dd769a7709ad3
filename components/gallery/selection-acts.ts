import type { Photo } from '@/lib/photos/contract'
import { ratingAct, ratingOfKey } from '../batch/rating-act'
import { downloadZip } from '../batch/run-batch'
import type { Batch } from '../batch/use-batch'
import type { Shortcut } from '../keys/shortcuts'
import { moveToTrash, restorePhotos, setVisibility } from '../photo-lists/photo-changes'
import { downloadPhotos } from '../photos/photo-file'

/** What the bar does at a click or a key. */
export interface SelectionActs {
  download: () => void
  publish: () => void
  hide: () => void
  /** Degrees clockwise. */
  rotate: (by: 90 | 270) => void
  trash: () => void
  restore: () => void
}

interface Chosen {
  batch: Batch
  photos: readonly Photo[]
  /** Those whose original this person may have. */
  downloadable: readonly Photo[]
  onClear: () => void
  /** Publishing a few photos asks first. */
  onPublish: () => void
}

/** Acts on the ticked photos, or on the whole list where that was chosen. */
export function selectionActs({ batch, photos, downloadable, onClear, onPublish }: Chosen): SelectionActs {
  const { apply, whole, target } = batch
  const then = (work: Promise<unknown>) => {
    onClear()
    void work
  }
  return {
    download: () => {
      if (whole) void downloadZip(target)
      else if (downloadable.length > 1) void downloadZip({ kind: 'photos', photos: downloadable })
      else void downloadPhotos(downloadable)
    },
    publish: () => (whole ? apply({ visibility: 'public' }, 'made public') : onPublish()),
    hide: () => (whole ? apply({ visibility: 'private' }, 'made private') : then(setVisibility(photos, 'private'))),
    rotate: (by) => apply({ rotate: by }, by === 90 ? 'turned right' : 'turned left'),
    trash: () => (whole ? apply('trash', 'moved to the trash') : then(moveToTrash(photos))),
    restore: () => then(restorePhotos(photos)),
  }
}

/** The shortcuts of the bar, for what this person may do. */
export function barKeys(
  { ask, apply, favourite, archive }: Batch,
  { download, rotate, trash }: SelectionActs,
  may: { editable: boolean; download: boolean },
): Shortcut[] {
  const rate = (event: KeyboardEvent) => apply(...ratingAct(ratingOfKey(event.key)))
  const edits: Shortcut[] = [
    { keys: ['l'], label: 'Add to an album', run: () => ask('album') },
    { keys: ['t'], label: 'Change tags', run: () => ask('tags') },
    { keys: ['f'], label: 'Favourite', run: favourite },
    { keys: ['e'], label: 'Archive', run: archive },
    { keys: ['r'], label: 'Turn right; with Shift, left', run: ({ shiftKey }) => rotate(shiftKey ? 270 : 90) },
    { keys: ['['], label: 'Turn left', run: () => rotate(270) },
    { keys: [']'], label: 'Turn right', run: () => rotate(90) },
    { keys: ['Delete', 'Backspace'], label: 'Move to the trash', run: trash },
    { keys: [...'012345-'], label: 'Rate or reject', run: rate },
  ]
  return [
    { keys: ['d'], label: 'Download', run: () => (may.download ? download() : false) },
    ...(may.editable ? edits : []),
  ]
}
