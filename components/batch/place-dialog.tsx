'use client'
import { useState } from 'react'
import { countPhotos } from '@/lib/media/plural'
import type { BatchSet } from '@/lib/photos/batch-contract'
import { parseCoordinates } from '../fields/coordinates'
import { PlacePicker } from '../map/place-picker'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { type BatchTarget, sizeOf } from './batch-target'

interface PlaceDialogProps {
  target: BatchTarget
  onSet: (set: BatchSet, done: string) => void
  onClose: () => void
}

/** Where many photos were taken. Load it lazily. */
export function PlaceDialog({ target, onSet, onClose }: PlaceDialogProps) {
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState(false)
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Place of ${countPhotos(sizeOf(target))}`}
      description="Town and country are looked up from the coordinates."
    >
      <form
        className="flex flex-col gap-4"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          const location = parseCoordinates(text)
          if (location) onSet({ location }, 'moved to the new place')
          else setWrong(true)
        }}
      >
        <PlacePicker
          text={text}
          onText={(picked) => {
            setText(picked)
            setWrong(false)
          }}
        />
        <Field
          label="Latitude and longitude"
          hint="As maps give them, for example 52.5163, 13.3777"
          error={wrong ? 'Write two numbers: latitude from -90 to 90, longitude from -180 to 180.' : null}
        >
          <Input
            value={text}
            onChange={(event) => {
              setText(event.target.value)
              setWrong(false)
            }}
          />
        </Field>
        <div className="flex flex-wrap justify-end gap-2">
          <Button className="mr-auto" onClick={() => onSet({ location: null }, 'without a place now')}>
            Remove the place
          </Button>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary">
            Set the place
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
