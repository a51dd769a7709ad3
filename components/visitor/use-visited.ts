import { useMemo } from 'react'
import { PickAct } from '../guests/pick-act'
import { PickMark } from '../guests/pick-mark'
import type { VisitedLink } from '../photo-lists/visited-link'

/** What the photos of a page know of the share link that they are seen through. @param picks whether visitors may mark photos */
export function useVisited(token: string, picks: boolean): VisitedLink {
  return useMemo(() => ({ home: `/s/${token}`, ...(picks ? { Mark: PickMark, Act: PickAct } : {}) }), [token, picks])
}
