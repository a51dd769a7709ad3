import type { CSSProperties } from 'react'

const RATIOS = [
  1.5, 1.333, 0.75, 1.5, 1.778, 1.333, 0.667, 1.5, 1, 1.333, 1.5, 0.75, 1.778, 1.5, 1.333, 1.5, 0.75, 1.5, 1.333, 1.778,
]

/** Rows of the size photos will have, while the first ones are on their way. */
export function GallerySkeleton() {
  return (
    <div role="status">
      <span className="sr-only">Loading photos</span>
      <div aria-hidden className="photo-flow pt-(--day-height)">
        {RATIOS.map((ratio, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: they have no identity and never move
          <div key={at} className="photo-flow-tile shimmer" style={{ '--ratio': ratio } as CSSProperties} />
        ))}
      </div>
    </div>
  )
}
