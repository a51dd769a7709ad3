import type { Viewer } from '@photo-sphere-viewer/core'
import type { Photo } from '@/lib/photos/contract'
import { apiOfPage } from '../photo-lists/page-of-link'

/** What browsers draw themselves. */
const DRAWN = ['image/jpeg', 'image/png', 'image/webp', 'image/avif']
/** A larger original is not worth the wait: the preview stays. */
const MOST_BYTES = 60_000_000

/**
 * Draws a sphere into a place on the page: its preview at once, and the original over it where the asker may have it.
 * @param onFailed the browser cannot draw it
 * @returns how to end it
 */
export function openSphere(container: HTMLElement, photo: Photo, onFailed: () => void): () => void {
  let viewer: Viewer | null = null
  let ended = false
  const open = async () => {
    const core = await import('@photo-sphere-viewer/core')
    if (ended || !photo.renditions) return
    const opened = new core.Viewer({
      container,
      panorama: photo.renditions.preview.url,
      navbar: ['zoom', 'move', 'fullscreen'],
      keyboard: 'always',
      moveInertia: !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
      loadingTxt: '',
    })
    viewer = opened
    const whileItOpens = () => onFailed()
    opened.addEventListener('panorama-error', whileItOpens)
    opened.addEventListener('ready', () => {
      opened.removeEventListener('panorama-error', whileItOpens)
      void sharpen(opened, photo)
    })
  }
  open().catch(onFailed)
  return () => {
    ended = true
    viewer?.destroy()
  }
}

/** The original in the place of the preview; where it does not come, what is shown stays: it is the same picture. */
async function sharpen(viewer: Viewer, { id, permissions, mediaType, bytes }: Photo): Promise<void> {
  if (!permissions.downloadOriginal || !DRAWN.includes(mediaType) || bytes > MOST_BYTES) return
  try {
    // Fetched by the viewer itself: the policy lets no page fetch what it has made (blob:).
    await viewer.setPanorama(`${apiOfPage()}/photos/${id}/original`, { showLoader: false, transition: false })
  } catch {
    viewer.hideError()
  }
}
