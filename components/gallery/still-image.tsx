import type { TileImageProps } from './tile-image'

/** A thumbnail as plain HTML, for the server's page: it weighs no script. */
export function StillImage({ rendition, alt, eager }: TileImageProps) {
  return (
    // biome-ignore lint/performance/noImgElement: renditions are made by the app, /_next/image is off
    <img
      src={rendition.url}
      width={rendition.width}
      height={rendition.height}
      alt={alt}
      loading={eager ? 'eager' : 'lazy'}
      fetchPriority={eager ? 'high' : 'auto'}
      draggable={false}
      className="size-full object-cover"
    />
  )
}
