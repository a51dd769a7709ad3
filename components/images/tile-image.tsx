'use client'
import { useEffect, useRef, useState } from 'react'
import type { Photo } from '@/lib/photos/contract'
import { classNames } from '../ui/class-names'
import { useRetriedImage } from './use-retried-image'

/** Thumbnails that were shown once are in the browser's cache: they need no placeholder again. */
const shown = new Set<string>()
/** Milliseconds a picture may take before its blurred stand-in is drawn; until then its mean colour stands there. */
const PATIENCE = 80

interface TileImageProps {
  photoId: string
  renditions: NonNullable<Photo['renditions']>
  /** How wide it is drawn, in CSS pixels; 0 while that is not known. */
  drawn: number
  placeholder: string | null
  alt: string
  eager: boolean
}

/** Whether a thumbnail that is drawn so wide has fewer pixels than the screen, and the preview more than it. */
function isSoft({ thumb, preview }: TileImageProps['renditions'], drawn: number): boolean {
  return preview.width > thumb.width && drawn * window.devicePixelRatio > thumb.width * 1.02
}

/**
 * A thumbnail over its thumbhash; when it does not come, the blurred picture stays, says so, and it is asked for again. Where it is drawn with
 * more pixels than it has, the larger picture takes its place once it is there. Not by `srcset`: Chromium takes the smaller of two pictures
 * up to the geometric mean of their sizes, here up to twice as large as it is.
 */
export function TileImage({ photoId, renditions, drawn, placeholder, alt, eager }: TileImageProps) {
  const { thumb: rendition, preview } = renditions
  /** Whether the larger one may be shown: when the thumbnail is there, and the larger one has not failed. */
  const [larger, setLarger] = useState<boolean | null>(() => shown.has(rendition.url))
  const sharp = larger && drawn > 0 && isSoft(renditions, drawn)
  const image = useRef<HTMLImageElement>(null)
  const { failed, onError, onLoad } = useRetriedImage(image, rendition.url, async () => {
    // Its script may not come either: then it is just tried again.
    const gone = await import('../photo-lists/gone')
      .then(({ dropIfGone }) => dropIfGone({ id: photoId }))
      .catch(() => false)
    return !gone
  })
  const [blurred, setBlurred] = useState<string>()
  useEffect(() => {
    const element = image.current
    if (!element) return
    if ((element.complete && !failed) || !placeholder || shown.has(rendition.url)) return
    const timer = setTimeout(async () => {
      // Without its script the mean colour stays.
      const module = await import('./placeholder-url').catch(() => null)
      if (module && (!element.complete || element.naturalWidth === 0)) setBlurred(module.placeholderUrl(placeholder))
    }, PATIENCE)
    return () => clearTimeout(timer)
  }, [placeholder, rendition.url, failed])
  return (
    <>
      {blurred && (
        <span aria-hidden className="absolute inset-0 bg-cover" style={{ backgroundImage: `url(${blurred})` }} />
      )}
      {/* biome-ignore lint/performance/noImgElement: renditions are made by the app, /_next/image is off */}
      <img
        ref={image}
        src={sharp ? preview.url : rendition.url}
        width={rendition.width}
        height={rendition.height}
        alt={alt}
        loading={eager ? 'eager' : 'lazy'}
        fetchPriority={eager ? 'high' : 'auto'}
        // The first ones stood there already, drawn by the server: they must not blink.
        decoding={eager ? 'sync' : 'async'}
        draggable={false}
        onLoad={() => {
          shown.add(rendition.url)
          setBlurred(undefined)
          onLoad()
          if (larger === false) setLarger(true)
        }}
        onError={() => (sharp ? setLarger(null) : onError())}
        // Neither the browser's sign of a broken picture nor its text over the blurred one.
        className={classNames('size-full object-cover', failed && 'opacity-0')}
      />
      {failed && (
        <span className="absolute inset-x-0 bottom-0 bg-black/60 px-2 py-1 text-small text-white">
          The picture did not load
        </span>
      )}
    </>
  )
}
