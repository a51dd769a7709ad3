'use client'
import { type FormEvent, useState } from 'react'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Field } from '../ui/field'
import { Textarea } from '../ui/textarea'
import { usePick, writeNote } from './own-picks'

const MOST = 500

/** Writes a few words about a photo to whoever shares it. Load it lazily. */
export function NoteDialog({ photoId, onClose }: { photoId: string; onClose: () => void }) {
  const before = usePick(photoId) ?? ''
  const [note, setNote] = useState(before)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    // Shown at once; a toast says where it was not kept.
    void writeNote(photoId, note.trim())
    onClose()
  }
  return (
    <Dialog open onOpenChange={onClose} title="Note" description="Only whoever shares these photos reads it.">
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field
          label="A few words"
          hint={note.length > MOST - 100 ? `${MOST - note.length} characters left` : undefined}
        >
          <Textarea
            value={note}
            onChange={(event) => setNote(event.target.value)}
            maxLength={MOST}
            autoFocus
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event)
            }}
          />
        </Field>
        <div className="flex justify-end gap-2">
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" variant="primary">
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
