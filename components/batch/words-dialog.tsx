'use client'
import { useState } from 'react'
import { countPhotos } from '@/lib/media/plural'
import type { BatchSet } from '@/lib/photos/batch-contract'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { Textarea } from '../ui/textarea'
import { type BatchTarget, sizeOf } from './batch-target'
import { sharedWords, type Words } from './shared-words'

interface WordsDialogProps {
  /** Which words. */
  field: Words
  target: BatchTarget
  onSet: (set: BatchSet, done: string) => void
  onClose: () => void
}

const HEADINGS = { title: 'Title', description: 'Description' }

/** One title or one description for many photos; what they share already stands in the field. Load it lazily. */
export function WordsDialog({ field, target, onSet, onClose }: WordsDialogProps) {
  const [text, setText] = useState(() => (target.kind === 'photos' ? sharedWords(target.photos, field) : ''))
  const empty = text.trim() === ''
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`${HEADINGS[field]} of ${countPhotos(sizeOf(target))}`}
      description={`All of them get this ${field}, in place of what they have.`}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (!empty) onSet({ [field]: text }, `with the new ${field}`)
        }}
      >
        <Field label={HEADINGS[field]}>
          {field === 'title' ? (
            <Input value={text} maxLength={300} autoFocus onChange={(event) => setText(event.target.value)} />
          ) : (
            <Textarea value={text} maxLength={10_000} autoFocus onChange={(event) => setText(event.target.value)} />
          )}
        </Field>
        <div className="flex flex-wrap justify-end gap-2">
          <Button className="mr-auto" onClick={() => onSet({ [field]: '' }, `without a ${field} now`)}>
            Remove the {field}
          </Button>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={empty}>
            Set the {field}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
