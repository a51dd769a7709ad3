'use client'
import { useState } from 'react'
import { countPhotos } from '@/lib/media/plural'
import type { BatchSet } from '@/lib/photos/batch-contract'
import { joinTaken, splitTaken } from '../fields/taken'
import { TakenFields } from '../fields/taken-fields'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { type BatchTarget, sizeOf } from './batch-target'

interface DateDialogProps {
  target: BatchTarget
  onSet: (set: BatchSet, done: string) => void
  onClose: () => void
}

/** One moment for many photos, as of scans of one day. Load it lazily. */
export function DateDialog({ target, onSet, onClose }: DateDialogProps) {
  const first = target.kind === 'photos' ? target.photos.find(({ takenAt }) => takenAt !== null) : undefined
  const before = splitTaken(first?.takenAt ?? null)
  const [local, setLocal] = useState(before.local)
  const [offset, setOffset] = useState(before.offset)
  const at = joinTaken(local, offset)
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Date of ${countPhotos(sizeOf(target))}`}
      description="All of them get this one moment. To correct a camera’s clock, move the time instead."
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (at !== null) onSet({ takenAt: { at } }, 'with the new date')
        }}
      >
        <TakenFields
          local={local}
          offset={offset}
          hint="By the clock of the place."
          onLocal={setLocal}
          onOffset={setOffset}
        />
        <div className="flex flex-wrap justify-end gap-2">
          <Button className="mr-auto" onClick={() => onSet({ takenAt: { at: null } }, 'without a date now')}>
            Remove the date
          </Button>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={at === null}>
            Set the date
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
