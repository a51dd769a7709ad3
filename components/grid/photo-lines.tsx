import type { ReactNode } from 'react'
import { type GridContent, gridParts } from './photo-parts'
import type { GridView } from './use-grid-view'

/** Only the lines near the window, each tile at its place: the number of elements does not grow with the list. */
export function PhotoLines({ view, ...props }: GridContent & { view: GridView }) {
  const { tile, header } = gridParts(props)
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
