'use client'
import { usePhotoEvents } from './use-photo-events'

/** Keeps every list of photos current; mounted once in the library's layout. */
export function PhotoEvents() {
  usePhotoEvents(true)
  return null
}
