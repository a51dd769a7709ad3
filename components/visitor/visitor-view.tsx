'use client'
import { Images } from 'lucide-react'
import { useMemo } from 'react'
import type { PhotoPage } from '@/lib/photos/contract'
import type { SharedLink } from '@/lib/shares/visitor-contract'
import { Gallery } from '../gallery/gallery'
import type { Density } from '../grid/density'
import { VisitedLink } from '../photo-lists/visited-link'
import { EmptyState } from '../ui/empty-state'
import { CountVisit } from './count-visit'
import { VisitorActions } from './visitor-actions'
import { VisitorHeading } from './visitor-heading'

interface VisitorViewProps {
  token: string
  link: SharedLink
  first: PhotoPage
  density: Density
  /** Whether photos are grouped by day: those that stand in the order of time. */
  days: boolean
}

/** What a share link opens, for whoever has its address: the gallery without anything of an owner's. */
export function VisitorView({ token, link, first, density, days }: VisitorViewProps) {
  const visited = useMemo((): VisitedLink => ({ home: `/s/${token}` }), [token])
  return (
    <VisitedLink value={visited}>
      <CountVisit token={token} />
      <Gallery
        query={`s/${token}`}
        first={first}
        density={density}
        days={days}
        selectable={link.allowDownload}
        title={<VisitorHeading link={link} />}
        actions={first.items.length > 0 && <VisitorActions token={token} link={link} />}
        empty={
          <EmptyState icon={Images} title="No photos here yet">
            {link.owner.name} has not put any into it, or has taken them out again.
          </EmptyState>
        }
      />
    </VisitedLink>
  )
}
