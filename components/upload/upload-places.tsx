'use client'
import { useEffect, useState } from 'react'
import { api } from '@/lib/http/client'
import { BatchReply } from '@/lib/photos/batch-contract'
import { PlaceWords } from '../fields/place-words'
import { Button } from '../ui/button'
import { showToast } from '../ui/toast-store'
import { joinPlaceWords } from '../words/join-place-words'
import type { UploadEngine } from './engine/upload-engine'
import type { UploadSnapshot } from './engine/upload-snapshot'

type Words = NonNullable<BatchReply['placeWords']>

const AT_ONCE = 500

/** Of files that were made public before anybody had read them: which names of places they say, once all are read, and the way back. */
export function UploadPlaces({ engine, snapshot }: { engine: UploadEngine; snapshot: UploadSnapshot }) {
  const { rows, totals } = snapshot
  const read = totals.unfinished === 0 && totals.processing === 0
  const shown = rows.filter(
    ({ state, visibility, existing }) => state === 'ready' && visibility === 'public' && existing === null,
  )
  const ids = read ? shown.flatMap(({ photoId }) => photoId ?? []).sort() : []
  const words = usePlaceWords(ids.join(' '))
  const [busy, setBusy] = useState(false)
  if (words.length === 0) return null
  const hide = async () => {
    setBusy(true)
    await engine.setVisibility('private').catch(() => {
      showToast('Not all photos could be changed. Try again in a moment.', { tone: 'danger' })
    })
    setBusy(false)
  }
  return (
    <div className="max-h-48 shrink-0 overflow-y-auto border-b border-line px-4 pb-2 text-small" role="status">
      <PlaceWords words={words} />
      <Button size="small" className="mt-2" busy={busy} onClick={() => void hide()}>
        Make these photos private
      </Button>
    </div>
  )
}

/** @param ids those of public photos, in one text */
function usePlaceWords(ids: string): Words {
  const [told, setTold] = useState<{ ids: string; words: Words }>({ ids: '', words: [] })
  useEffect(() => {
    if (ids === '') return
    let current = true
    void askAll(ids.split(' ')).then(
      (words) => current && setTold({ ids, words }),
      // Not known just now: the photos' own dialog tells when one is opened.
      () => undefined,
    )
    return () => {
      current = false
    }
  }, [ids])
  return told.ids === ids && ids !== '' ? told.words : []
}

async function askAll(ids: string[]): Promise<Words> {
  const answers: Words[] = []
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const select = { ids: ids.slice(start, start + AT_ONCE) }
    // What would no longer be read: a question that changes nothing.
    const { placeWords = [] } = await api(BatchReply, 'PATCH', '/photos', {
      select,
      set: { visibility: 'private' },
      dryRun: true,
    })
    answers.push(placeWords)
  }
  return joinPlaceWords(answers)
}
