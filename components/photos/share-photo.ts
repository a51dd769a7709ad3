import type { Photo } from '@/lib/photos/contract'
import { showToast } from '../ui/toast-store'
import { photoName } from '../words/photo-text'

/**
 * Gives the address of a photo away: by the share sheet where one has a finger, else by the clipboard.
 * @param home the address of the share link's page through which it is seen; empty without one
 */
export async function sendPhotoLink(photo: Photo, home: string): Promise<void> {
  const url = `${window.location.origin}${home}/photos/${photo.id}`
  if ('share' in navigator && window.matchMedia('(pointer: coarse)').matches) {
    // Whoever closes the sheet has refused it: nothing is wrong.
    await navigator.share({ title: photoName(photo), url }).catch(() => undefined)
    return
  }
  try {
    // Browsers have no clipboard for pages without https.
    await navigator.clipboard.writeText(url)
    showToast('Link copied')
  } catch {
    showToast(`The browser does not let us copy. The address is ${url}`)
  }
}
