'use client'
import { Globe, Lock, X } from 'lucide-react'
import { Suspense, useState } from 'react'
import type { Photo } from '@/lib/photos/contract'
import { WhereMap } from '../map/where-map'
import { setVisibility } from '../photo-lists/photo-changes'
import { Button } from '../ui/button'
import { IconButton } from '../ui/icon-button'
import { lazily } from '../ui/lazily'
import { PhotoDetailsForm } from './photo-details-form'
import { type EditableFact, PhotoFacts } from './photo-facts'
import { RatingStars } from './rating-stars'
import { ResetWords } from './reset-words'
import { TagLink } from './same-link'

const OwnerDetails = lazily(() => import('./owner-details').then((module) => module.OwnerDetails))

const EditFact = lazily(() => import('./edit-sections').then((module) => module.EditFact), false)

const SimilarSection = lazily(() => import('./similar-section').then((module) => module.SimilarSection), false)

interface PhotoPanelProps {
  photo: Photo
  onClose: () => void
  onPublish: () => void
}

/** Everything known about a photo, beside it or over its lower half; the owner edits in place. */
export function PhotoPanel({ photo, onClose, onPublish }: PhotoPanelProps) {
  const [resets, setResets] = useState(0)
  const { edit } = photo.permissions
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
        {!edit && <PhotoWords photo={photo} />}
        <PhotoFacts photo={photo} edit={edit ? EditOf : undefined} />
        {photo.location && <WhereMap place={photo.location} />}
        {edit && (
          <>
            <PhotoDetailsForm key={resets} photo={photo} />
            <RatingStars photo={photo} />
            <ResetWords photo={photo} onReset={() => setResets(resets + 1)} />
          </>
        )}
        {edit && (
          <Suspense>
            <OwnerDetails photo={photo} />
          </Suspense>
        )}
        {photo.renditions && !photo.deletedAt && (
          <Suspense>
            <SimilarSection photo={photo} />
          </Suspense>
        )}
        {edit && <PanelVisibility photo={photo} onPublish={onPublish} />}
      </div>
    </aside>
  )
}

/** The form of a fact, under the fact itself. */
function EditOf({ photo, fact }: { photo: Photo; fact: EditableFact }) {
  return (
    <Suspense fallback={<span className="block h-8" />}>
      <EditFact photo={photo} fact={fact} />
    </Suspense>
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
            <li key={tag} className="max-w-full rounded-[1rem] bg-sunken px-2.5 py-0.5 wrap-anywhere">
              <TagLink photo={photo} tag={tag} />
            </li>
          ))}
        </ul>
      )}
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
        <span className="block text-small text-muted">
          {isPublic ? 'Everyone can see it' : 'Only you see it, and whoever you share it with'}
        </span>
      </div>
      <Button size="small" onClick={isPublic ? () => void setVisibility([photo], 'private') : onPublish}>
        {isPublic ? 'Make private' : 'Make public'}
      </Button>
    </div>
  )
}
