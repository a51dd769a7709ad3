'use client'
import { useState } from 'react'
import { plural } from '@/lib/media/plural'
import { Button } from '../ui/button'
import { Checkbox } from '../ui/checkbox'
import { Dialog } from '../ui/dialog'
import { Field } from '../ui/field'
import { Select } from '../ui/select'
import { keepSlideshowChoice, type SlideshowChoice, SPEEDS, slideshowChoice } from './slideshow-choice'

interface SlideshowDialogProps {
  onStart: () => void
  onClose: () => void
}

/** How fast a slideshow goes, in which order and how large; kept for the next one. Load it lazily. */
export function SlideshowDialog({ onStart, onClose }: SlideshowDialogProps) {
  const [choice, setChoice] = useState(slideshowChoice)
  const change = (part: Partial<SlideshowChoice>) => {
    const next = { ...choice, ...part }
    setChoice(next)
    keepSlideshowChoice(next)
  }
  return (
    <Dialog open onOpenChange={(open) => open || onClose()} title="Slideshow">
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          onStart()
        }}
      >
        <Field label="Each picture stands for">
          <Select
            value={choice.seconds}
            onChange={(event) => change({ seconds: Number(event.target.value) as SlideshowChoice['seconds'] })}
          >
            {SPEEDS.map((speed) => (
              <option key={speed} value={speed}>
                {`${speed} ${plural(speed, 'second', 'seconds')}`}
              </option>
            ))}
          </Select>
        </Field>
        <Checkbox
          label="Shuffle"
          hint="In any order, each once"
          checked={choice.shuffle}
          onChange={(event) => change({ shuffle: event.target.checked })}
        />
        <Checkbox
          label="Full screen"
          checked={choice.fullScreen}
          onChange={(event) => change({ fullScreen: event.target.checked })}
        />
        <Button type="submit" variant="primary" className="self-start">
          Start
        </Button>
      </form>
    </Dialog>
  )
}
