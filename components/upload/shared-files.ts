import { SHARED_CACHE, SHARED_NAME, SHARED_TIME } from './shared-cache'

/** Files that wait since they were shared with the app; none where browsers keep nothing. */
export async function sharedFiles(): Promise<File[]> {
  if (!('caches' in window)) return []
  const cache = await caches.open(SHARED_CACHE)
  const kept = await cache.matchAll()
  return Promise.all(kept.map(fileOf))
}

/** Forgets them. */
export async function forgetShared(): Promise<void> {
  await caches.delete(SHARED_CACHE)
}

async function fileOf(kept: Response): Promise<File> {
  const name = decodeURIComponent(kept.headers.get(SHARED_NAME) ?? 'photo')
  const time = Number(kept.headers.get(SHARED_TIME))
  const type = kept.headers.get('content-type') ?? ''
  return new File([await kept.blob()], name, { type, ...(time > 0 ? { lastModified: time } : {}) })
}
