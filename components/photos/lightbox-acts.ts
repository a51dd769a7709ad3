import { flushSync } from 'react-dom'
import type { Photo } from '@/lib/photos/contract'
import { ratingOfKey } from '../batch/rating-act'
import { runBatch } from '../batch/run-batch'
import type { Shortcut } from '../keys/shortcuts'
import { changeAtOnce } from '../photo-lists/change-at-once'
import { moveToTrash } from '../photo-lists/photo-changes'
import { showToast } from '../ui/toast-store'
import { downloadPhotos } from './photo-file'
import { turnPhoto } from './turning'

/** What the bar and the keys do. */
type LightboxActs = ReturnType<typeof actsOn>

/** What can be done with the photo that is looked at. */
export interface BarActs extends LightboxActs {
  close: () => void
  zoom: () => void
  album: () => void
  tags: () => void
  visibility: () => void
  share: () => void
  /** Asks for a share link; only of an own photo. */
  link: () => void
  /** Lists what looks like it; null where there is no search. */
  similar: (() => void) | null
  panel: () => void
  slideshow: () => void
  slideshowSettings: () => void
}

/** What the bar and the keys do, always to the photo that is meant this very moment. */
export function actsOn(now: () => Photo, onShow: (id: string) => void) {
  return {
    download: () => {
      const meant = now()
      if (meant.permissions.downloadOriginal) void downloadPhotos([meant])
      else showToast('The owner does not allow downloads of the original.')
    },
    favourite: () => {
      const meant = now()
      if (meant.permissions.edit) void changeAtOnce(meant, { favourite: !meant.favourite })
    },
    archive: () => {
      const meant = now()
      if (!meant.permissions.edit || meant.deletedAt) return
      const done = meant.archived ? 'taken out of the archive' : 'moved to the archive'
      void runBatch({ kind: 'photos', photos: [meant] }, { set: { archived: !meant.archived }, done })
    },
    turn: (by: 90 | 270) => {
      const meant = now()
      if (meant.permissions.edit && !meant.deletedAt) turnPhoto(meant, by)
    },
    trash: () => {
      const meant = now()
      if (!meant.permissions.delete || meant.deletedAt) return
      // Where it could not go it is shown again, once the list has it back.
      void moveToTrash([meant]).then((gone) => gone || requestAnimationFrame(() => onShow(meant.id)))
    },
  }
}

interface EditKeys {
  now: () => Photo
  turn: LightboxActs['turn']
  archive: LightboxActs['archive']
  onAlbum: () => void
  onTags: () => void
}

/** Keys that change a photo which is not in the trash. */
export function editKeys({ now, turn, archive, onAlbum, onTags }: EditKeys): Shortcut[] {
  return [
    {
      keys: [...'012345-'],
      label: 'Rate or reject',
      run: (event: KeyboardEvent) => rate(now(), ratingOfKey(event.key)),
    },
    { keys: ['r'], label: 'Turn right; with Shift, left', run: ({ shiftKey }) => turn(shiftKey ? 270 : 90) },
    { keys: ['['], label: 'Turn left', run: () => turn(270) },
    { keys: [']'], label: 'Turn right', run: () => turn(90) },
    { keys: ['e'], label: 'Into the archive, or out of it', run: run(archive) },
    { keys: ['l'], label: 'Add to an album', run: run(onAlbum) },
    { keys: ['t'], label: 'Tags', run: run(onTags) },
  ]
}

/** For shortcuts: whatever an act answers with, its key is taken. */
export function run(action: () => void): () => undefined {
  return () => {
    action()
    return undefined
  }
}

/** Rejecting what is rejected takes that back, as its button does. */
function rate(photo: Photo, rating: number): void {
  const back = rating === 0 || (rating === -1 && photo.rating === -1)
  void changeAtOnce(photo, { rating: back ? null : rating })
}

/** Opens the panel at its line for tags. */
export function editTags(onPanel: (open: boolean) => void): void {
  // At once: a key that comes before the next frame is a letter of the tag, not a shortcut.
  flushSync(() => onPanel(true))
  document.querySelector<HTMLElement>('.pswp [data-tag-line]')?.focus()
}
