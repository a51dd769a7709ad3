import type { Photo } from '@/lib/photos/contract'
import { apiOfPage } from '../photo-lists/page-of-link'

/** Where the original is downloaded from. */
export function originalUrl(photo: Pick<Photo, 'id'>): string {
  return `/api/v1/photos/${photo.id}/original?download=true`
}

/** Downloads originals one by one; browsers drop those that come in the same instant. */
export async function downloadPhotos(photos: readonly Photo[]): Promise<void> {
  for (const [at, photo] of photos.entries()) {
    if (at > 0) await new Promise((resolve) => setTimeout(resolve, 400))
    saveFile(`${apiOfPage()}/photos/${photo.id}/original`)
  }
}

/** Lets the browser save what lies at an address of this site. */
export function saveFile(url: string): void {
  const link = document.createElement('a')
  link.href = url
  link.download = ''
  document.body.append(link)
  link.click()
  link.remove()
}
