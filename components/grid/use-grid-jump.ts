'use client'
import { useCallback, useLayoutEffect, useRef } from 'react'
import type { Photo } from '@/lib/photos/contract'
import { AT_UNDATED } from '@/lib/search/language/at-undated'
import { dayOf } from '../words/photo-text'
import type { Anchoring } from './anchoring'

/** Where a jump puts the first row, below the header and the day's name; CSS pixels. */
const JUMP_OFFSET = 108

/**
 * Goes to a year, month or day, or to what has no date (`none`): by a scroll where that is loaded, else by beginning the list anew
 * there, so that only what lies there is loaded. The function it returns throws ApiError.
 */
export function useGridJump({ list, timed, anchor, wanted, move }: Anchoring): (at: string) => Promise<boolean> {
  const { photos, hasPrevious, jump } = list
  // The list as it is when the hand has come to rest, not as it was when it began to.
  const newest = useRef({ photos, hasPrevious })
  useLayoutEffect(() => {
    newest.current = { photos, hasPrevious }
  }, [photos, hasPrevious])
  return useCallback(
    async (at: string) => {
      const { photos, hasPrevious } = newest.current
      const here = photos.findIndex((photo) => reaches(photo, at, timed))
      const loaded = here > 0 || (here === 0 && !hasPrevious)
      const photo = photos[here]
      if (loaded && photo) {
        anchor.current = here === 0 ? null : { ids: [photo.id], offset: JUMP_OFFSET }
        if (here === 0) window.scrollTo(0, 0)
        else move.current({ ids: [photo.id], offset: JUMP_OFFSET })
        return true
      }
      return jump(at, (first) => {
        wanted.current = { ids: [first.id], offset: JUMP_OFFSET }
      })
    },
    [timed, jump, anchor, wanted, move],
  )
}

/** Whether a photo lies at a date or beyond it, in the order of its list. */
function reaches(photo: Photo, at: string, timed: Anchoring['timed']): boolean {
  const day = dayOf(photo).slice(0, at.length)
  if (day === '' || at === AT_UNDATED) return day === ''
  return timed === 'asc' ? day >= at : day <= at
}
