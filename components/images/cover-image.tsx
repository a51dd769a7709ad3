'use client'
import { useRef } from 'react'
import { classNames } from '../ui/class-names'
import { useRetriedImage } from './use-retried-image'

interface CoverImageProps {
  cover: { url: string; width: number; height: number }
}

/** The photo that stands for an album or a folder; fills its frame, says nothing (the title does), and is asked for again when it does not come. */
export function CoverImage({ cover: { url, width, height } }: CoverImageProps) {
  const image = useRef<HTMLImageElement>(null)
  const { failed, onError, onLoad } = useRetriedImage(image, url, async () => true)
  return (
    // biome-ignore lint/performance/noImgElement: renditions are made by the app, /_next/image is off
    <img
      ref={image}
      src={url}
      width={width}
      height={height}
      alt=""
      loading="lazy"
      decoding="async"
      onLoad={onLoad}
      onError={onError}
      className={classNames('size-full object-cover', failed && 'opacity-0')}
    />
  )
}
