'use client'
import { useState } from 'react'
import { countPhotos } from '@/lib/media/plural'
import type { BatchSet } from '@/lib/photos/batch-contract'
import { TagEditor } from '../fields/tag-editor'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Field } from '../ui/field'
import { type BatchTarget, sizeOf } from './batch-target'

interface TagsDialogProps {
  target: BatchTarget
  onSet: (set: BatchSet, done: string) => void
  onClose: () => void
}

/** Which tags many photos get and lose. Load it lazily. */
export function TagsDialog({ target, onSet, onClose }: TagsDialogProps) {
  const [add, setAdd] = useState<string[]>([])
  const [remove, setRemove] = useState<string[]>([])
  const used = target.kind === 'photos' ? commonTags(target.photos.map(({ tags }) => tags)) : []
  const left = used.filter((tag) => !remove.includes(tag))
  const nothing = add.length + remove.length === 0
  return (
    <Dialog open onOpenChange={onClose} title={`Tags of ${countPhotos(sizeOf(target))}`}>
      <div className="flex flex-col gap-4">
        <Field label="Add" hint="Press Enter after each tag.">
          <TagEditor tags={add} onChange={setAdd} />
        </Field>
        <Field label="Remove" hint={left.length > 0 ? 'Press Enter after each tag, or choose below.' : undefined}>
          <TagEditor tags={remove} onChange={setRemove} />
        </Field>
        {left.length > 0 && (
          <ul aria-label="Tags of these photos" className="flex flex-wrap gap-1.5">
            {left.slice(0, 40).map((tag) => (
              <li key={tag}>
                <button
                  type="button"
                  className="max-w-60 truncate rounded-full border border-line-strong/50 px-2.5 py-0.5 hover:bg-sunken"
                  onClick={() => setRemove([...remove, tag])}
                >
                  <span className="sr-only">Remove </span>
                  {tag}
                </button>
              </li>
            ))}
          </ul>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            disabled={nothing}
            onClick={() =>
              onSet({ tags: { ...(add.length ? { add } : {}), ...(remove.length ? { remove } : {}) } }, 'tagged anew')
            }
          >
            Change tags
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

/** The tags in use, the most frequent first. */
function commonTags(lists: readonly (readonly string[])[]): string[] {
  const counts = new Map<string, number>()
  for (const tag of lists.flat()) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a).map(([tag]) => tag)
}
