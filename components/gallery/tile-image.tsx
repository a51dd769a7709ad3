'use client'
import { useEffect, useRef, useState } from 'react'
import type { Photo } from '@/lib/photos/contract'
import { placeholderUrl } from '../photos/placeholder'

/** Thumbnails that were shown once are in the browser's cache: they need no placeholder again. */
const shown = new Set<string>()

interface TileImageProps {
  rendition: NonNullable<Photo['renditions']>['thumb']
  placeholder: string | null
  alt: string
  eager: boolean
}

/** A thumbnail over its thumbhash; when it does not come, the blurred picture stays and says so. */
export function TileImage({ rendition, placeholder, alt, eager }: TileImageProps) {
  const image = useRef<HTMLImageElement>(null)
  const [state, setState] = useState<'unknown' | 'loading' | 'ready' | 'failed'>('unknown')
  useEffect(() => {
    const element = image.current
    if (!element) return
    if (element.complete && element.naturalWidth > 0) setState('ready')
    else setState((old) => (old === 'unknown' ? 'loading' : old))
  }, [])
  const blurred = state === 'loading' && !shown.has(rendition.url) ? placeholderUrl(placeholder) : undefined
  return (
    <>
      {/* biome-ignore lint/performance/noImgElement: renditions are made by the app, /_next/image is off */}
      <img
        ref={image}
        src={rendition.url}
        width={rendition.width}
        height={rendition.height}
        alt={alt}
        loading={eager ? 'eager' : 'lazy'}
        fetchPriority={eager ? 'high' : 'auto'}
        decoding="async"
        draggable={false}
        onLoad={() => {
          shown.add(rendition.url)
          setState('ready')
        }}
        onError={() => setState('failed')}
        className="size-full object-cover"
        style={blurred ? { backgroundImage: `url(${blurred})`, backgroundSize: 'cover' } : undefined}
      />
      {state === 'failed' && (
        <span className="absolute inset-x-0 bottom-0 bg-black/60 px-2 py-1 text-small text-white">
          The picture did not load
        </span>
      )}
    </>
  )
}
