import type { CSSProperties } from 'react'
import type { Photo } from '@/lib/photos/contract'
import { dayPlaces } from '../words/photo-text'
import { DayHeader } from './day-header'
import type { GridGroup } from './grid-layout'
import { PhotoTile } from './photo-tile'

/** How many tiles of the server's page are fetched before script runs. */
const EAGER = 24

export interface GridContent {
  photos: readonly Photo[]
  groups: GridGroup[]
  headers: boolean
  selected: ReadonlySet<string>
  selectable: boolean
  /** Index of the tile that Tab stops at. */
  tabStop: number
  /** The places of each group's photos. */
  places: readonly (string | null)[]
}

/** The places of each group's photos. */
export function placesOf(photos: readonly Photo[], groups: GridGroup[]): (string | null)[] {
  // Photos without a day have nothing in common that a place could be of.
  return groups.map(({ key, first, count }) => (key ? dayPlaces(photos.slice(first, first + count)) : null))
}

/** Draws one tile or header; both ways of drawing the grid share it. */
export function gridParts({ photos, groups, selected, selectable, tabStop, places }: GridContent) {
  const selecting = selected.size > 0
  const tile = (index: number, style: CSSProperties, className: string) => {
    const photo = photos[index]
    if (!photo) return null
    // The picture covers its tile: of one that is cut more is drawn than is seen.
    const { width = 0, height = 0 } = style
    const drawn = Math.max(Number(width), Number(height) * ((photo.width ?? 0) / (photo.height || 1)))
    return (
      <PhotoTile
        key={photo.id}
        photo={photo}
        index={index}
        style={style}
        drawn={Math.ceil(drawn)}
        className={className}
        selected={selected.has(photo.id)}
        selecting={selecting}
        selectable={selectable}
        tabStop={index === tabStop}
        eager={index < EAGER}
      />
    )
  }
  const header = (group: number, style?: CSSProperties, className?: string) => {
    const { key, first, count } = groups[group] as GridGroup
    const those = photos.slice(first, first + count)
    const allSelected = selecting && those.every(({ id }) => selected.has(id))
    return (
      <DayHeader
        key={`day-${key}-${first}`}
        day={key}
        guessed={those.every(({ takenAtGuessed }) => takenAtGuessed)}
        places={places[group] ?? null}
        group={group}
        style={style}
        className={className}
        selectable={selectable}
        selecting={selecting}
        allSelected={allSelected}
      />
    )
  }
  return { tile, header }
}
