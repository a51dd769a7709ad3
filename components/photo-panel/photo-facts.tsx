'use client'
import {
  Aperture,
  CalendarDays,
  CloudOff,
  Copy,
  FileImage,
  FolderTree,
  type LucideIcon,
  MapPin,
  TriangleAlert,
  UserRound,
} from 'lucide-react'
import { type ComponentType, type ReactNode, useContext } from 'react'
import { formatBytes } from '@/lib/media/format-bytes'
import { formatOf } from '@/lib/media/media-types'
import type { Photo } from '@/lib/photos/contract'
import { VisitedLink } from '../photo-lists/visited-link'
import { NavLink } from '../ui/nav-link'
import { cameraLabel, exposureLabels } from '../words/camera-text'
import { takenLabel } from '../words/date-text'
import { dayLabel } from '../words/day-text'
import { folderHref } from '../words/folder-path'
import { placeLabel } from '../words/photo-text'
import { PlaceLinks, SameLink } from './same-link'

/** A fact that the owner may change. */
export type EditableFact = 'date' | 'camera' | 'place'

interface PhotoFactsProps {
  photo: Photo
  /** The form of a fact, where the photo may be changed: it stands under the fact. */
  edit?: ComponentType<{ photo: Photo; fact: EditableFact }> | undefined
}

/** Date, camera, place, file and owner: what is known of them. */
export function PhotoFacts({ photo, edit: Edit }: PhotoFactsProps) {
  const camera = photo.camera
  const name = camera ? cameraLabel(camera) : null
  const exposure = camera ? exposureLabels(camera) : []
  const type = formatOf(photo.mediaType)?.name ?? photo.mediaType
  const size = photo.width && photo.height ? `${photo.width} × ${photo.height}` : null
  return (
    <dl className="tabular flex flex-col gap-4">
      <Fact icon={CalendarDays} name="Taken">
        <TakenWords photo={photo} />
        {Edit && <Edit photo={photo} fact="date" />}
      </Fact>
      <PlaceFact photo={photo} edit={Edit} />
      {(camera || Edit) && (
        <Fact icon={Aperture} name="Camera">
          {name && (
            <SameLink photo={photo} filter={{ camera: name }}>
              {name}
            </SameLink>
          )}
          {camera?.lens && (
            <span className="block text-muted">
              <SameLink photo={photo} filter={{ lens: camera.lens }}>
                {camera.lens}
              </SameLink>
            </span>
          )}
          {exposure.length > 0 && <span className="block text-muted">{exposure.join('  ·  ')}</span>}
          {!camera && <span className="block text-muted">Camera unknown</span>}
          {Edit && <Edit photo={photo} fact="camera" />}
        </Fact>
      )}
      <Fact icon={FileImage} name="File">
        {photo.filename && <span className="block [overflow-wrap:anywhere]">{photo.filename}</span>}
        <span className={photo.filename ? 'block text-muted' : 'block'}>
          {[type, size, formatBytes(photo.bytes), photo.hdr && 'HDR'].filter(Boolean).join('  ·  ')}
        </span>
      </Fact>
      <SourceFacts photo={photo} />
      {!photo.permissions.edit && (
        <Fact icon={UserRound} name="By">
          <OwnerName owner={photo.owner} />
        </Fact>
      )}
    </dl>
  )
}

function PlaceFact({ photo, edit: Edit }: PhotoFactsProps) {
  const place = placeLabel(photo.place)
  if (!place && !photo.location && !Edit) return null
  return (
    <Fact icon={MapPin} name="Place">
      <PlaceLinks photo={photo} />
      {photo.location && (
        <span className="block text-muted">
          {photo.location.latitude.toFixed(5)}, {photo.location.longitude.toFixed(5)}
        </span>
      )}
      {!place && !photo.location && <span className="block text-muted">Place unknown</span>}
      {Edit && <Edit photo={photo} fact="place" />}
    </Fact>
  )
}

/** A link's visitor is not led on to what its owner shows everybody. */
function OwnerName({ owner: { username, name } }: Pick<Photo, 'owner'>) {
  if (useContext(VisitedLink).home) return name
  return (
    <a className="underline underline-offset-4" href={`/gallery?owner=${username}`}>
      {name}
    </a>
  )
}

/** Where its file lies, and what is known of that file. */
function SourceFacts({ photo }: { photo: Photo }) {
  return (
    <>
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
    </>
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

function Fact({ icon: Icon, name, children }: { icon: LucideIcon; name: string; children: ReactNode }) {
  return (
    <div className="flex gap-3">
      <dt className="pt-0.5">
        <Icon aria-hidden size={18} strokeWidth={1.75} className="text-muted" />
        <span className="sr-only">{name}</span>
      </dt>
      <dd className="min-w-0 flex-1">{children}</dd>
    </div>
  )
}
