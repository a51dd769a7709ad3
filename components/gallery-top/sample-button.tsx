'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { errorSentence } from '@/lib/http/api-error'
import { api } from '@/lib/http/client'
import { countPhotos, plural } from '@/lib/media/plural'
import { AddedSamples, DiscardedSamples } from '@/lib/samples/contract'
import { pageLists } from '../photo-lists/page-lists'
import { Button } from '../ui/button'
import { showToast } from '../ui/toast-store'

interface SampleButtonProps {
  act: 'add' | 'discard'
  /** Told once it answers clicks. */
  onReady: () => void
}

const WORDS = {
  add: { idle: 'Try the sample set', busy: 'Bringing it' },
  discard: { idle: 'Throw away', busy: 'Throwing away' },
}

/** Brings the sample set into one's library, or deletes it for ever; either with one click. */
export function SampleButton({ act, onReady }: SampleButtonProps) {
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  useEffect(onReady, [onReady])
  const run = async () => {
    setBusy(true)
    try {
      showToast(await (act === 'add' ? bring() : discard()))
      pageLists.refresh()
      router.refresh()
    } catch (error) {
      showToast(errorSentence(error), { tone: 'danger' })
    }
    setBusy(false)
  }
  return (
    <Button disabled={busy} onClick={() => void run()}>
      {WORDS[act][busy ? 'busy' : 'idle']}
    </Button>
  )
}

async function bring(): Promise<string> {
  const { photos } = await api(AddedSamples, 'POST', '/me/samples')
  return `${countPhotos(photos)} of the sample set ${plural(photos, 'is', 'are')} being prepared`
}

async function discard(): Promise<string> {
  const { photos, albums } = await api(DiscardedSamples, 'DELETE', '/me/samples')
  return `${countPhotos(photos)} of the sample set${albums > 0 ? ' and its album' : ''} deleted for ever`
}
