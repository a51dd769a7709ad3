'use client'
import { type KeyboardEvent, useRef, useState } from 'react'
import type { Photo } from '@/lib/photos/contract'
import { TagEditor } from '../fields/tag-editor'
import { useWhenGone } from '../fields/use-when-gone'
import { QUIET_CONTROL } from '../ui/control-style'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { Textarea } from '../ui/textarea'
import { TagLink } from './same-link'
import { type Editable, useFieldSave } from './use-field-save'

/** Title, description and tags, saved as soon as a field is left. */
export function PhotoDetailsForm({ photo }: { photo: Photo }) {
  const [title, setTitle] = useState(photo.title)
  const [description, setDescription] = useState(photo.description)
  const { save, saved, errorOf } = useFieldSave(photo)
  const hintOf = (field: Editable) => (saved === field ? <span role="status">Saved</span> : undefined)
  const { begin, leave, given } = useWriting((field) => {
    const written = (field === 'title' ? title : description).trim()
    if (written !== photo[field]) void save(field, { [field]: written })
  })
  const takeBack = (event: KeyboardEvent, undo: () => void) => {
    if (event.key !== 'Escape') return
    given.current = false
    undo()
  }

  return (
    <form className="flex flex-col gap-4" onSubmit={(event) => event.preventDefault()}>
      <Field label="Title" error={errorOf('title')} hint={hintOf('title')}>
        <Input
          className={QUIET_CONTROL}
          value={title}
          maxLength={300}
          placeholder="No title"
          onChange={(event) => setTitle(event.target.value)}
          onFocus={begin('title')}
          onBlur={leave}
          onKeyDown={(event) => {
            if (event.key === 'Enter') event.currentTarget.blur()
            takeBack(event, () => setTitle(photo.title))
          }}
        />
      </Field>
      <Field label="Description" error={errorOf('description')} hint={hintOf('description')}>
        <Textarea
          className={QUIET_CONTROL}
          value={description}
          maxLength={10_000}
          placeholder="No description"
          onChange={(event) => setDescription(event.target.value)}
          onFocus={begin('description')}
          onBlur={leave}
          onKeyDown={(event) => takeBack(event, () => setDescription(photo.description))}
        />
      </Field>
      <Field label="Tags" error={errorOf('tags')} hint={hintOf('tags') ?? 'Press Enter after each tag.'}>
        <TagEditor
          tags={photo.tags}
          onChange={(tags) => void save('tags', { tags })}
          show={(tag) => <TagLink photo={photo} tag={tag} />}
        />
      </Field>
    </form>
  )
}

type Written = 'title' | 'description'

/** What is written in a field counts when it is left, also where the next photo comes by an arrow, a swipe or the way back: then it goes with its form. */
function useWriting(keep: (field: Written) => void) {
  /** Esc: leaving the field then keeps what was there. */
  const given = useRef(true)
  const field = useRef<Written | null>(null)
  const begin = (of: Written) => () => {
    given.current = true
    field.current = of
  }
  const leave = () => {
    const left = field.current
    field.current = null
    if (left && given.current) keep(left)
  }
  useWhenGone(leave)
  return { begin, leave, given }
}
