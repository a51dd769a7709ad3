'use client'
import {
  Aperture,
  CalendarDays,
  CloudOff,
  Copy,
  FileImage,
  FolderTree,
  Globe,
  Lock,
  MapPin,
  TriangleAlert,
  UserRound,
  X,
} from 'lucide-react'
import { type ReactNode, Suspense, useState } from 'react'
import { formatBytes } from '@/lib/media/format-bytes'
import { formatOf } from '@/lib/media/media-types'
import type { Photo } from '@/lib/photos/contract'
import { WhereMap } from '../map/where-map'
import { setVisibility } from '../photo-lists/photo-changes'
import { Button } from '../ui/button'
import { IconButton } from '../ui/icon-button'
import { lazily } from '../ui/lazily'
import { NavLink } from '../ui/nav-link'
import { dayLabel, takenLabel } from '../words/dates'
import { folderHref } from '../words/folder-path'
import { cameraLabel, exposureLabels, placeLabel } from '../words/photo-text'
import { PhotoDetailsForm } from './photo-details-form'
import { RatingStars } from './rating-stars'

const OwnerDetails = lazily(() => import('./owner-details').then((module) => module.OwnerDetails))

interface PhotoPanelProps {
  photo: Photo
  onClose: () => void
  onPublish: () => void
}

/** Everything known about a photo, beside it or over its lower half; the owner edits in place. */
export function PhotoPanel({ photo, onClose, onPublish }: PhotoPanelProps) {
  const [resets, setResets] = useState(0)
  return (
    <aside
      aria-label="About this photo"
      className="absolute inset-x-0 bottom-0 z-20 flex h-[55dvh] flex-col overflow-y-auto overscroll-contain rounded-t-panel border-t border-line bg-raised text-ink [touch-action:pan-y] min-[900px]:top-0 min-[900px]:left-auto min-[900px]:h-auto min-[900px]:w-[360px] min-[900px]:rounded-none min-[900px]:border-t-0 min-[900px]:border-l"
    >
      <div className="sticky top-0 z-10 flex h-14 shrink-0 items-center justify-between bg-raised pr-2 pl-5">
        <h2 className="text-large">Information</h2>
        <IconButton icon={X} label="Close the information" shortcut="i" onClick={onClose} />
      </div>
      <div className="flex flex-col gap-6 px-5 pb-8 select-text">
        {photo.permissions.edit ? <PhotoDetailsForm key={resets} photo={photo} /> : <PhotoWords photo={photo} />}
        {photo.permissions.edit && <RatingStars photo={photo} />}
        <PhotoFacts photo={photo} />
        {photo.location && <WhereMap place={photo.location} />}
        {photo.permissions.edit && (
          <Suspense>
            <OwnerDetails photo={photo} onReset={() => setResets(resets + 1)} />
          </Suspense>
        )}
        {photo.permissions.edit && <PanelVisibility photo={photo} onPublish={onPublish} />}
      </div>
    </aside>
  )
}

function PhotoWords({ photo }: { photo: Photo }) {
  if (!photo.title && !photo.description && photo.tags.length === 0) return null
  return (
    <div className="flex flex-col gap-2">
      {photo.title && <h3 className="text-title">{photo.title}</h3>}
      {photo.description && <p className="whitespace-pre-line">{photo.description}</p>}
      {photo.tags.length > 0 && (
        <ul aria-label="Tags" className="flex flex-wrap gap-1.5">
          {photo.tags.map((tag) => (
            <li key={tag} className="rounded-full bg-sunken px-2.5 py-0.5">
              {tag}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** Date, camera, place, file and owner: what is known of them. */
export function PhotoFacts({ photo }: { photo: Photo }) {
  const camera = photo.camera
  const place = placeLabel(photo.place)
  const exposure = camera ? exposureLabels(camera) : []
  const type = formatOf(photo.mediaType)?.name ?? photo.mediaType
  const size = photo.width && photo.height ? `${photo.width} × ${photo.height}` : null
  return (
    <dl className="tabular flex flex-col gap-4">
      <Fact icon={CalendarDays} name="Taken">
        <TakenWords photo={photo} />
      </Fact>
      {camera && (
        <Fact icon={Aperture} name="Camera">
          {cameraLabel(camera)}
          {camera.lens && <span className="block text-muted">{camera.lens}</span>}
          {exposure.length > 0 && <span className="block text-muted">{exposure.join('  ·  ')}</span>}
        </Fact>
      )}
      {(place || photo.location) && (
        <Fact icon={MapPin} name="Place">
          {place}
          {photo.location && (
            <span className="block text-muted">
              {photo.location.latitude.toFixed(5)}, {photo.location.longitude.toFixed(5)}
            </span>
          )}
        </Fact>
      )}
      <Fact icon={FileImage} name="File">
        {photo.filename && <span className="block [overflow-wrap:anywhere]">{photo.filename}</span>}
        <span className={photo.filename ? 'block text-muted' : 'block'}>
          {[type, size, formatBytes(photo.bytes)].filter(Boolean).join('  ·  ')}
        </span>
      </Fact>
      {photo.source && (
        <Fact icon={FolderTree} name="Source">
          <NavLink
            className="[overflow-wrap:anywhere] underline underline-offset-4"
            href={folderHref(photo.source.id, photo.source.key.slice(0, photo.source.key.lastIndexOf('/') + 1))}
          >
            {photo.source.name}
          </NavLink>
          <span className="block [overflow-wrap:anywhere] whitespace-pre-wrap text-muted">{photo.source.key}</span>
        </Fact>
      )}
      {photo.missingAt && (
        <Fact icon={CloudOff} name="Missing">
          The file is no longer there. What you wrote about the photo stays, and its albums; the original cannot be had
          until the file comes back.
        </Fact>
      )}
      {photo.copyOf && (
        <Fact icon={Copy} name="Copy">
          The same picture as{' '}
          <NavLink className="underline underline-offset-4" href={`/photos/${photo.copyOf}`}>
            another photo
          </NavLink>{' '}
          of yours.
        </Fact>
      )}
      {photo.damaged && (
        <Fact icon={TriangleAlert} name="Damaged">
          The file is slightly damaged; this is what could be read of it.
        </Fact>
      )}
      {!photo.permissions.edit && (
        <Fact icon={UserRound} name="By">
          <a className="underline underline-offset-4" href={`/gallery?owner=${photo.owner.username}`}>
            {photo.owner.name}
          </a>
        </Fact>
      )}
    </dl>
  )
}

/** A guess is never told as the date. */
function TakenWords({ photo: { takenAt, takenAtGuessed } }: { photo: Photo }) {
  if (takenAt !== null && !takenAtGuessed) return takenLabel(takenAt)
  return (
    <>
      <span className="text-muted">Date unknown</span>
      {takenAt !== null && (
        <span className="block text-muted">About {dayLabel(takenAt.slice(0, 10))}, from the file’s time</span>
      )}
    </>
  )
}

function Fact({ icon: Icon, name, children }: { icon: typeof Lock; name: string; children: ReactNode }) {
  return (
    <div className="flex gap-3">
      <dt className="pt-0.5">
        <Icon aria-hidden size={18} strokeWidth={1.75} className="text-muted" />
        <span className="sr-only">{name}</span>
      </dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  )
}

function PanelVisibility({ photo, onPublish }: { photo: Photo; onPublish: () => void }) {
  const isPublic = photo.visibility === 'public'
  const Icon = isPublic ? Globe : Lock
  return (
    <div className="flex items-center gap-3 border-t border-line pt-5">
      <Icon aria-hidden size={18} strokeWidth={1.75} className="shrink-0 text-muted" />
      <div className="min-w-0 flex-1">
        {isPublic ? 'Public' : 'Private'}
        <span className="block text-small text-muted">{isPublic ? 'Everyone can see it' : 'Only you can see it'}</span>
      </div>
      <Button size="small" onClick={isPublic ? () => void setVisibility([photo], 'private') : onPublish}>
        {isPublic ? 'Make private' : 'Make public'}
      </Button>
    </div>
  )
}
