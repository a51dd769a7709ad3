'use client'
import { parametersOf } from '@/lib/parameters-of'
import { SharePhotosDialog } from '../shares/share-photos-dialog'

/** Makes a link to all of one's own photos that fit a filter. @param query the filter as URL parameters */
export function ShareFilter({ query, onClose }: { query: string; onClose: () => void }) {
  return <SharePhotosDialog select={{ filter: parametersOf(new URLSearchParams(query)) }} onClose={onClose} />
}
