'use client'
import { useEffect, useState } from 'react'
import { errorSentence } from '@/lib/http/api-error'
import { countPhotos } from '@/lib/media/plural'
import type { BatchReply } from '@/lib/photos/batch-contract'
import type { Photo } from '@/lib/photos/contract'
import { tryBatch } from '../batch/run-batch'
import { PlaceWords } from '../fields/place-words'
import { setVisibility } from '../photo-lists/photo-changes'
import { AlertDialog } from '../ui/alert-dialog'
import { Checkbox } from '../ui/checkbox'
import { showToast } from '../ui/toast-store'

const calls = () => import('../photo-lists/photo-calls')

interface PublishDialogProps {
  photos: readonly Photo[]
  onClose: (published: boolean) => void
}

/** Asks before photos become public, and says what visitors see then; offers to keep the places hidden. Load it lazily. */
export function PublishDialog({ photos, onClose }: PublishDialogProps) {
  const [hide, setHide] = useState(true)
  const located = photos.filter(({ location, place }) => location !== null || place !== null).length
  const [shows, setShows] = useState<boolean | null>(null)
  useEffect(() => {
    void calls()
      .then((module) => module.fetchShowLocation())
      .then(setShows, () => setShows(null))
  }, [])
  const words = usePlaceWords(photos)
  const reveals = located > 0 && shows === true

  const publish = async () => {
    try {
      if (reveals && hide) await (await calls()).setShowLocation(false)
    } catch (error) {
      showToast(errorSentence(error), { tone: 'danger' })
      return onClose(false)
    }
    onClose(true)
    await setVisibility(photos, 'public')
  }

  const one = photos.length === 1
  return (
    <AlertDialog
      open
      onOpenChange={(open) => !open && onClose(false)}
      title={one ? 'Make this photo public?' : `Make ${countPhotos(photos.length)} public?`}
      confirm="Make public"
      onConfirm={() => void publish()}
    >
      <p>
        Everyone who opens this site sees the {one ? 'picture, its' : 'pictures, their'} title, description, tags, date
        and camera. File names and the other data in the {one ? 'file' : 'files'} stay hidden.
      </p>
      {located > 0 && (
        <div className="mt-3">
          {reveals ? (
            <Checkbox
              checked={hide}
              onChange={(event) => setHide(event.target.checked)}
              label="Keep locations hidden"
              hint={`${one ? 'This photo says' : `${countPhotos(located)} say`} where it was taken, and your settings show that to visitors. Hiding it changes the setting for all of your public photos.`}
            />
          ) : shows === null ? (
            <p>Your settings decide whether visitors see where {one ? 'it was' : 'they were'} taken.</p>
          ) : (
            <p>{one ? 'Where it was taken' : 'Where they were taken'} stays hidden too, as your settings say.</p>
          )}
        </div>
      )}
      {words === 'unknown' && (
        <p className="mt-3">Whether titles and tags name places could not be found out just now.</p>
      )}
      {Array.isArray(words) && <PlaceWords words={words} />}
    </AlertDialog>
  )
}

/** Which names of places their words say; null until that is known. */
function usePlaceWords(photos: readonly Photo[]): BatchReply['placeWords'] | 'unknown' | null {
  const [words, setWords] = useState<BatchReply['placeWords'] | 'unknown' | null>(null)
  // The photos that were asked about; the list may change under the question.
  const [asked] = useState(photos)
  useEffect(() => {
    tryBatch({ kind: 'photos', photos: asked }, { set: { visibility: 'public' }, done: '' }).then(
      ({ placeWords }) => setWords(placeWords ?? []),
      () => setWords('unknown'),
    )
  }, [asked])
  return words
}
