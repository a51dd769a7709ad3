interface CoverImageProps {
  cover: { url: string; width: number; height: number }
}

/** The photo that stands for an album or a folder; fills its frame, says nothing (the title does). */
export function CoverImage({ cover: { url, width, height } }: CoverImageProps) {
  return (
    // biome-ignore lint/performance/noImgElement: renditions are made by the app, /_next/image is off
    <img
      src={url}
      width={width}
      height={height}
      alt=""
      loading="lazy"
      decoding="async"
      className="size-full object-cover"
    />
  )
}
