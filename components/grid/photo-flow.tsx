import type { CSSProperties } from 'react'
import { tileRatio } from './grid-layout'
import { type GridContent, gridParts } from './photo-parts'

/** All photos in the document's own flow: what the server sends, and what stands until the width is known. */
export function PhotoFlow(props: GridContent) {
  const { photos, groups, headers } = props
  const { tile, header } = gridParts(props)
  const starts = new Map(headers ? groups.map(({ first }, group) => [first, group]) : [])
  return (
    <div className="photo-flow">
      {photos.map(({ id, width, height }, index) => {
        const ratio = { '--ratio': tileRatio(width, height) } as CSSProperties
        const group = starts.get(index)
        if (group === undefined) return tile(index, ratio, 'photo-flow-tile')
        return (
          <div key={id} className="photo-flow-tile photo-flow-day" style={ratio}>
            {header(group, undefined, 'absolute top-0 left-0 w-screen')}
            {tile(index, {}, 'relative aspect-(--shape)')}
          </div>
        )
      })}
    </div>
  )
}
