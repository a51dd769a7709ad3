'use client'
import { type KeyboardEvent, useRef, useState } from 'react'
import { ApiError, errorSentence } from '@/lib/http/api-error'
import type { Photo } from '@/lib/photos/contract'
import type { UpdatePhoto } from '@/lib/photos/edit-contract'
import { TagEditor } from '../fields/tag-editor'
import { changePhoto } from '../photo-lists/photo-changes'
import { QUIET_CONTROL } from '../ui/control-style'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { Textarea } from '../ui/textarea'
import { TagLink } from './same-link'

type Editable = 'title' | 'description' | 'tags'

/** Title, description and tags, saved as soon as a field is left. */
export function PhotoDetailsForm({ photo }: { photo: Photo }) {
  const [title, setTitle] = useState(photo.title)
  const [description, setDescription] = useState(photo.description)
  const { save, errorOf, hintOf } = useFieldSave(photo)
  /** Esc: leaving the field then keeps what was there. */
  const given = useRef(true)
  const begin = () => {
    given.current = true
  }
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
          onFocus={begin}
          onBlur={() => given.current && title.trim() !== photo.title && void save('title', { title: title.trim() })}
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
          onFocus={begin}
          onBlur={() =>
            given.current &&
            description.trim() !== photo.description &&
            void save('description', { description: description.trim() })
          }
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

/** Saves one field at a time, and what to say at it. */
function useFieldSave(photo: Photo) {
  const [problem, setProblem] = useState<{ field: Editable; message: string } | null>(null)
  const [saved, setSaved] = useState<Editable | null>(null)
  const save = async (field: Editable, changes: UpdatePhoto) => {
    setProblem(null)
    setSaved(null)
    try {
      await changePhoto(photo.id, changes)
      setSaved(field)
    } catch (error) {
      const message = (error instanceof ApiError && error.fieldError(field)) || errorSentence(error)
      setProblem({ field, message })
    }
  }
  const errorOf = (field: Editable) => (problem?.field === field ? problem.message : null)
  const hintOf = (field: Editable) => (saved === field ? <span role="status">Saved</span> : undefined)
  return { save, errorOf, hintOf }
}
