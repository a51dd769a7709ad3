'use client'
import { ChevronDown } from 'lucide-react'
import { type FormEvent, type ReactNode, useState } from 'react'
import { ApiError, errorSentence } from '@/lib/http/api-error'
import type { Photo } from '@/lib/photos/contract'
import type { FileField, UpdatePhoto } from '@/lib/photos/edit-contract'
import { changePhoto } from '../photo-lists/photo-changes'
import { Button } from '../ui/button'

interface EditSectionProps {
  photo: Photo
  title: string
  /** What `Reset` gives back to the file. */
  fields: FileField[]
  /** What to save; null when something in the form is wrong or nothing changed. Left out where there is only a reset. */
  edit?: () => UpdatePhoto | null
  /** Told when the fields are as the file says again. */
  onReset?: () => void
  children: ReactNode
}

/** A part of a photo's data that is edited as a whole: folded until somebody wants it. Mount it anew when the photo changes. */
export function EditSection({ photo, title, fields, edit, onReset, children }: EditSectionProps) {
  const [busy, setBusy] = useState<'save' | 'reset' | null>(null)
  const [open, setOpen] = useState(false)
  const [said, setSaid] = useState<SaidProps | null>(null)
  const send = async (what: 'save' | 'reset', changes: UpdatePhoto) => {
    setBusy(what)
    setSaid(null)
    try {
      await changePhoto(photo.id, changes)
      if (what === 'reset') onReset?.()
      setSaid({ tone: 'done', text: what === 'save' ? 'Saved' : 'As the file says' })
    } catch (error) {
      const first = error instanceof ApiError ? error.errors[0]?.message : undefined
      setSaid({ tone: 'wrong', text: first ?? errorSentence(error) })
    }
    setBusy(null)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const changes = edit?.()
    if (changes) void send('save', changes)
  }
  return (
    <details className="group/edit" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="flex h-8 w-fit cursor-pointer list-none items-center gap-1 text-small text-muted hover:text-ink [&::-webkit-details-marker]:hidden">
        {title}
        <ChevronDown
          aria-hidden
          size={14}
          strokeWidth={1.75}
          className="transition-transform group-open/edit:rotate-180"
        />
      </summary>
      {open && (
        <form className="flex flex-col gap-3 pt-1 pb-2" onSubmit={submit} noValidate>
          {children}
          <div className="flex flex-wrap items-center gap-2">
            {edit && (
              <Button type="submit" size="small" busy={busy === 'save'}>
                Save
              </Button>
            )}
            <Button
              size="small"
              variant="ghost"
              busy={busy === 'reset'}
              onClick={() => void send('reset', { reset: fields })}
            >
              Reset to what the file says
            </Button>
            {said && <Said {...said} />}
          </div>
        </form>
      )}
    </details>
  )
}

interface SaidProps {
  tone: 'done' | 'wrong'
  text: string
}

function Said({ tone, text }: SaidProps) {
  return tone === 'wrong' ? (
    <span role="alert" className="text-small text-danger">
      {text}
    </span>
  ) : (
    <span role="status" className="text-small text-muted">
      {text}
    </span>
  )
}
