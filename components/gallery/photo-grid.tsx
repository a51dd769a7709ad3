'use client'
import { type CSSProperties, type ReactNode, useMemo } from 'react'
import type { Photo } from '@/lib/photos/contract'
import { dayPlaces } from '../photos/photo-text'
import { DayHeader } from './day-header'
import { type GridGroup, tileRatio } from './grid-layout'
import { PhotoTile } from './photo-tile'
import type { GridView } from './use-grid-view'

/** How many tiles of the server's page are fetched before script runs. */
const EAGER = 24

export interface GridContentProps {
  photos: readonly Photo[]
  groups: GridGroup[]
  headers: boolean
  selected: ReadonlySet<string>
  selectable: boolean
  /** Index of the tile that Tab stops at. */
  tabStop: number
}

/** Draws one tile or header; both ways of drawing the grid share it. */
function useParts({ photos, groups, selected, selectable, tabStop }: GridContentProps) {
  const places = useMemo(
    () => groups.map(({ first, count }) => dayPlaces(photos.slice(first, first + count))),
    [groups, photos],
  )
  const selecting = selected.size > 0
  const tile = (index: number, style: CSSProperties, className: string) => {
    const photo = photos[index]
    if (!photo) return null
    return (
      <PhotoTile
        key={photo.id}
        photo={photo}
        index={index}
        style={style}
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
    const allSelected = selecting && photos.slice(first, first + count).every(({ id }) => selected.has(id))
    return (
      <DayHeader
        key={`day-${key}-${first}`}
        day={key}
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

/** All photos in the document's own flow: what the server sends, and what stands until the width is known. */
export function PhotoFlow(props: GridContentProps) {
  const { photos, groups, headers } = props
  const { tile, header } = useParts(props)
  return (
    <div className="photo-flow">
      {groups.map(({ key, first, count }, group) => (
        <div key={`${key}-${first}`} className="photo-flow-day">
          {headers && header(group)}
          <div className="photo-flow-tiles">
            {Array.from({ length: count }, (_, at) => {
              const photo = photos[first + at]
              return tile(
                first + at,
                { '--ratio': tileRatio(photo?.width ?? null, photo?.height ?? null) } as CSSProperties,
                'photo-flow-tile',
              )
            })}
          </div>
        </div>
      ))}
    </div>
  )
}

/** Only the lines near the window, each tile at its place: the number of elements does not grow with the list. */
export function PhotoLines({ view, ...props }: GridContentProps & { view: GridView }) {
  const { tile, header } = useParts(props)
  const { layout, range } = view
  if (!layout) return null
  const parts: ReactNode[] = []
  for (const line of layout.lines.slice(range.first, range.end)) {
    let next = 0
    for (const { index, x, width } of line.tiles) {
      const above = line.headers[next]
      if (above && props.groups[above.group]?.first === index) {
        next += 1
        if (props.headers)
          parts.push(header(above.group, { left: above.x, top: line.top, width: above.width }, 'absolute'))
      }
      parts.push(tile(index, { left: x, top: line.tilesTop, width, height: line.tilesHeight }, 'absolute'))
    }
  }
  return <div style={{ height: layout.height }}>{parts}</div>
}
