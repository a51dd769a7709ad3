'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Album } from '@/lib/albums/contract'
import { ApiError, errorSentence } from '@/lib/http/api-error'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { Select } from '../ui/select'
import { Textarea } from '../ui/textarea'
import { ALBUMS, createAlbum, updateAlbum } from './album-calls'

interface AlbumFormDialogProps {
  /** The album to change; a new one when left out. */
  album?: Album
  /** For a new smart album: the filter as URL parameters. */
  filter?: Record<string, string | string[]>
  /** What a new one may be called. */
  suggestion?: string
  onClose: () => void
  onSaved: (album: Album) => void
}

/** Makes an album or changes its title, description and visibility. */
export function AlbumFormDialog({ album, filter, suggestion = '', onClose, onSaved }: AlbumFormDialogProps) {
  const client = useQueryClient()
  const [title, setTitle] = useState(album?.title ?? suggestion.slice(0, 200))
  const [description, setDescription] = useState(album?.description ?? '')
  const [visibility, setVisibility] = useState<Album['visibility']>(album?.visibility ?? 'private')
  const save = useMutation({
    mutationFn: () => {
      const input = { title, description, visibility }
      return album ? updateAlbum(album.id, input) : createAlbum({ ...input, ...(filter ? { filter } : {}) })
    },
    onSuccess: (saved) => {
      void client.invalidateQueries({ queryKey: ALBUMS })
      onSaved(saved)
    },
  })
  const fieldError = (path: string) => (save.error instanceof ApiError ? save.error.fieldError(path) : undefined)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  const heading = album ? 'Edit album' : filter ? 'New smart album' : 'New album'
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={heading}
      description={filter ? 'It always shows your photos that fit the filter, also those added later.' : undefined}
    >
      <form onSubmit={submit} className="flex flex-col gap-4" noValidate>
        <Field label="Title" error={fieldError('title')}>
          <Input value={title} onChange={(event) => setTitle(event.target.value)} maxLength={200} autoFocus />
        </Field>
        <Field label="Description" error={fieldError('description')}>
          <Textarea
            value={description}
            onChange={(event) => setDescription(event.target.value)}
            rows={3}
            maxLength={5000}
          />
        </Field>
        <VisibilityField visibility={visibility} shared={album?.shared ?? false} onChange={setVisibility} />
        {save.error && !fieldError('title') && !fieldError('description') && (
          <p role="alert" className="text-danger">
            {errorSentence(save.error)}
          </p>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={save.isPending}>
            {album ? 'Save' : 'Create album'}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

interface VisibilityFieldProps {
  /** With people here, who see all of it. */
  shared: boolean
  visibility: Album['visibility']
  onChange: (visibility: Album['visibility']) => void
}

function VisibilityField({ visibility, shared, onChange }: VisibilityFieldProps) {
  return (
    <Field
      label="Who may see it"
      hint={
        visibility === 'public'
          ? `Everyone sees the album and the public photos in it. ${shared ? 'Only its members see the private ones.' : 'Its private photos stay hidden.'}`
          : `Only you ${shared ? 'and the people you share it with see' : 'see'} the album. The photos keep their own visibility.`
      }
    >
      <Select value={visibility} onChange={(event) => onChange(event.target.value === 'public' ? 'public' : 'private')}>
        <option value="private">Private</option>
        <option value="public">Public</option>
      </Select>
    </Field>
  )
}
