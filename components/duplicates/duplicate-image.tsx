'use client'
import { ImageOff } from 'lucide-react'
import { type CSSProperties, useEffect, useRef, useState } from 'react'
import type { Photo } from '@/lib/photos/contract'
import { averageColour } from '../images/placeholder'
import { useRetriedImage } from '../images/use-retried-image'
import { classNames } from '../ui/class-names'
import { photoAlt } from '../words/photo-text'

interface DuplicateImageProps {
  photo: Photo
  /** The large one, where it is shown alone; else the small one, or the large one where the screen is dense. */
  large?: boolean
  /** Says nothing of it: words stand beside. */
  silent?: boolean
  className?: string
}

/** A whole picture, nothing cut off; asked for again when it does not come. */
export function DuplicateImage({ photo, large = false, silent = false, className }: DuplicateImageProps) {
  const image = useRef<HTMLImageElement>(null)
  const { renditions } = photo
  const shown = renditions && (large ? renditions.preview : renditions.thumb)
  const { failed, onError, onLoad } = useRetriedImage(image, shown?.url ?? '', async () => shown !== null)
  const [loaded, setLoaded] = useState(false)
  // It may have come before script ran.
  useEffect(() => setLoaded((old) => old || image.current?.complete === true), [])
  if (!renditions || !shown) return <NoPicture silent={silent} />
  return (
    <>
      {/* biome-ignore lint/performance/noImgElement: renditions are made by the app, /_next/image is off */}
      <img
        ref={image}
        src={shown.url}
        srcSet={
          large
            ? undefined
            : [renditions.thumb, renditions.preview].map(({ url, width }) => `${url} ${width}w`).join(', ')
        }
        sizes="(min-width: 1024px) 380px, 45vw"
        width={shown.width}
        height={shown.height}
        alt={silent ? '' : photoAlt(photo)}
        loading={large ? 'eager' : 'lazy'}
        decoding="async"
        draggable={false}
        onError={onError}
        onLoad={() => {
          setLoaded(true)
          onLoad()
        }}
        style={loaded ? undefined : standIn(photo, large)}
        className={classNames('object-contain', failed && 'opacity-0', className)}
      />
      {failed && <NoPicture silent={silent} />}
    </>
  )
}

/** What stands there until the picture comes: under the large one the small one, which is there already. */
function standIn({ renditions, placeholder }: Photo, large: boolean): CSSProperties {
  if (large && renditions) return { background: `url("${renditions.thumb.url}") center / contain no-repeat` }
  return { backgroundColor: averageColour(placeholder) }
}

function NoPicture({ silent }: { silent: boolean }) {
  return (
    <span className="absolute inset-0 flex flex-col items-center justify-center gap-2 p-2 text-center text-small text-muted">
      <ImageOff aria-hidden size={24} strokeWidth={1.25} />
      {!silent && 'The picture did not load'}
    </span>
  )
}
