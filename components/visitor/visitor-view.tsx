'use client'
import { Heart, ImagePlus, Images } from 'lucide-react'
import { useState } from 'react'
import type { PhotoPage } from '@/lib/photos/contract'
import type { SharedLink } from '@/lib/shares/visitor-contract'
import { Gallery } from '../gallery/gallery'
import type { Density } from '../grid/density'
import { GuestHost, PickKeeper } from '../guests/guest-host'
import { pageLists } from '../photo-lists/page-lists'
import { VisitedLink } from '../photo-lists/visited-link'
import { EmptyState } from '../ui/empty-state'
import { AddFirstPhotos } from './add-photos'
import { CountVisit } from './count-visit'
import { useVisited } from './use-visited'
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
  const visited = useVisited(token, link.allowPicks)
  const [picked, setPicked] = useState(false)
  const showPicked = (only: boolean) => {
    // Other hearts may have come since it was seen last.
    pageLists.forgetHidden()
    setPicked(only)
  }
  return (
    <VisitedLink value={visited}>
      <CountVisit token={token} />
      {link.allowPicks && <PickKeeper token={token} />}
      {(link.allowPicks || link.allowUpload) && <GuestHost />}
      <Gallery
        key={picked ? 'picked' : 'all'}
        query={picked ? `s/${token}?picked=true` : `s/${token}`}
        first={picked ? null : first}
        density={density}
        days={days}
        selectable={link.allowDownload}
        title={<VisitorHeading link={link} />}
        actions={
          <VisitorActions
            token={token}
            link={link}
            some={first.items.length > 0}
            picked={picked}
            onPicked={showPicked}
          />
        }
        empty={
          picked ? (
            <EmptyState icon={Heart} title="No hearts yet">
              Put a heart on the photos that you like: they are all here then.
            </EmptyState>
          ) : link.allowUpload ? (
            <EmptyState icon={ImagePlus} title="Add the first photos" action={<AddFirstPhotos />}>
              {link.owner.name} would like yours. Choose some
              <span className="pointer-coarse:hidden">, or drop them here</span>.
            </EmptyState>
          ) : (
            <EmptyState icon={Images} title="No photos here yet">
              {link.owner.name} has not put any into it, or has taken them out again.
            </EmptyState>
          )
        }
      />
    </VisitedLink>
  )
}
