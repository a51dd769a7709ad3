import type { ReactNode } from 'react'
import type { Photo } from '@/lib/photos/contract'
import { PhotoFacts } from '../photo-panel/photo-facts'
import { photoAlt, photoName } from '../words/photo-text'

interface StagePictureProps {
  photo: Photo & { renditions: NonNullable<Photo['renditions']> }
  /** The lightbox that comes over it. */
  children: ReactNode
}

/** A photo and its facts as plain HTML. */
export function StagePicture({ photo, children }: StagePictureProps) {
  const { preview } = photo.renditions
  return (
    <article className="px-4 py-4">
      <h1 className="mb-3 text-title">{photoName(photo)}</h1>
      <div className="flex flex-col gap-6 min-[900px]:flex-row">
        {/* biome-ignore lint/performance/noImgElement: renditions are made by the app, /_next/image is off */}
        <img
          src={preview.url}
          width={preview.width}
          height={preview.height}
          alt={photoAlt(photo)}
          fetchPriority="high"
          className="h-auto max-h-[calc(100dvh-160px)] min-w-0 flex-1 self-start object-contain"
        />
        <div className="flex flex-col gap-4 min-[900px]:w-80">
          {photo.description && <p className="whitespace-pre-line">{photo.description}</p>}
          <PhotoFacts photo={photo} />
        </div>
      </div>
      {children}
    </article>
  )
}
