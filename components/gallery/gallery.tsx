import { dayOf } from '../photos/photo-text'
import { GalleryGate } from './gallery-gate'
import type { GalleryProps } from './gallery-props'
import { groupByKey } from './grid-layout'
import { PhotoFlow } from './photo-flow'
import { placesOf } from './photo-parts'
import { StillImage } from './still-image'

const NOTHING: ReadonlySet<string> = new Set()

/**
 * A list of photos as justified rows, with lightbox, selection and keys: the one grid of every screen. The first page is
 * plain HTML that needs no script; the gate fetches the live grid for it.
 */
export function Gallery(props: GalleryProps) {
  const { first, days = true, selectable } = props
  const photos = first?.items ?? []
  const groups = groupByKey(days ? photos.map(dayOf) : photos.map(() => ''))
  return (
    <GalleryGate key={props.query} {...props}>
      <PhotoFlow
        photos={photos}
        groups={groups}
        headers={days}
        selected={NOTHING}
        selectable={selectable}
        tabStop={0}
        places={placesOf(photos, groups)}
        image={StillImage}
      />
    </GalleryGate>
  )
}
