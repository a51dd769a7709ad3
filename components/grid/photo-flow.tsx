import type { CSSProperties } from 'react'
import { tileRatio } from './grid-layout'
import { type GridContent, gridParts } from './photo-parts'

/** All photos in the document's own flow: what the server sends, and what stands until the width is known. */
export function PhotoFlow(props: GridContent) {
  const { photos, groups, headers } = props
  const { tile, header } = gridParts(props)
  return (
    <div className="photo-flow">
      {groups.map(({ key, first, count }, group) => (
        <div key={`${key}-${first}`} className="photo-flow-day">
          {headers && header(group)}
          <div className="photo-flow-tiles">
            {photos.slice(first, first + count).map(({ width, height }, at) => {
              const ratio = { '--ratio': tileRatio(width, height) } as CSSProperties
              return tile(first + at, ratio, 'photo-flow-tile')
            })}
          </div>
        </div>
      ))}
    </div>
  )
}
