'use client'
import { useState } from 'react'
import { errorSentence } from '@/lib/http/api-error'
import type { Photo } from '@/lib/photos/contract'
import type { FileField } from '@/lib/photos/edit-contract'
import { changePhoto } from '../photo-lists/photo-changes'
import { Button } from '../ui/button'
import { showToast } from '../ui/toast-store'

const WORDS: FileField[] = ['title', 'description', 'tags', 'rating']

/** The way back from what a person wrote to what the file says; nothing where nobody wrote anything. */
export function ResetWords({ photo, onReset }: { photo: Photo; onReset: () => void }) {
  const [busy, setBusy] = useState(false)
  if (!WORDS.some((field) => photo.edited?.includes(field))) return null
  const reset = async () => {
    setBusy(true)
    try {
      await changePhoto(photo.id, { reset: WORDS })
      onReset()
    } catch (error) {
      showToast(errorSentence(error), { tone: 'danger' })
    }
    setBusy(false)
  }
  return (
    <Button size="small" variant="ghost" className="-ml-2 self-start" busy={busy} onClick={() => void reset()}>
      Back to the file’s own words and stars
    </Button>
  )
}
