import { useEffect, useRef, useState } from 'react'
import { ApiError, errorSentence } from '@/lib/http/api-error'
import type { Photo } from '@/lib/photos/contract'
import type { UpdatePhoto } from '@/lib/photos/edit-contract'
import { changePhoto } from '../photo-lists/photo-changes'
import { showToast } from '../ui/toast-store'

export type Editable = 'title' | 'description' | 'tags'

/** Saves one field at a time, and what to say at it. */
export function useFieldSave(photo: Photo) {
  const [problem, setProblem] = useState<{ field: Editable; message: string } | null>(null)
  const [saved, setSaved] = useState<Editable | null>(null)
  const shown = useRef(true)
  useEffect(() => {
    shown.current = true
    return () => {
      shown.current = false
    }
  }, [])
  const save = async (field: Editable, changes: UpdatePhoto) => {
    setProblem(null)
    setSaved(null)
    try {
      await changePhoto(photo.id, changes)
      setSaved(field)
    } catch (error) {
      const message = (error instanceof ApiError && error.fieldError(field)) || errorSentence(error)
      if (shown.current) setProblem({ field, message })
      // Nobody sees the field any more: what was written is kept behind the button.
      else tellLate(message, () => void save(field, changes))
    }
  }
  const errorOf = (field: Editable) => (problem?.field === field ? problem.message : null)
  return { save, saved, errorOf }
}

function tellLate(message: string, run: () => void): void {
  showToast(`What you wrote was not saved. ${message}`, { tone: 'danger', action: { label: 'Try again', run } })
}
