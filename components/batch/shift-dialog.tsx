'use client'
import { useState } from 'react'
import { countPhotos } from '@/lib/media/plural'
import type { BatchSet } from '@/lib/photos/batch-contract'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { Select } from '../ui/select'
import { takenLabel } from '../words/date-text'
import { type BatchTarget, sizeOf } from './batch-target'
import { shiftDuration, shiftedTime, type TimeShift } from './time-shift'

const UNITS = ['days', 'hours', 'minutes'] as const

/** As typed. */
type Parts = Record<(typeof UNITS)[number], string>

interface ShiftDialogProps {
  target: BatchTarget
  onSet: (set: BatchSet, done: string) => void
  onClose: () => void
}

/** Moves the times of many photos, as when the camera's clock was wrong. Load it lazily. */
export function ShiftDialog({ target, onSet, onClose }: ShiftDialogProps) {
  const [sign, setSign] = useState<TimeShift['sign']>(1)
  const [parts, setParts] = useState<Parts>({ days: '0', hours: '1', minutes: '0' })
  const shift: TimeShift = {
    sign,
    days: amount(parts.days),
    hours: amount(parts.hours),
    minutes: amount(parts.minutes),
  }
  const duration = shiftDuration(shift)
  const example = target.kind === 'photos' ? target.photos.find(({ takenAt }) => takenAt !== null)?.takenAt : null
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Move the time of ${countPhotos(sizeOf(target))}`}
      description="For a camera whose clock was wrong. Photos without a date stay as they are; a guessed date becomes the date."
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (duration) onSet({ takenAt: { shift: duration } }, 'moved in time')
        }}
      >
        <Field label="Direction">
          <Select value={sign} onChange={(event) => setSign(event.target.value === '1' ? 1 : -1)}>
            <option value="1">Later</option>
            <option value="-1">Earlier</option>
          </Select>
        </Field>
        <Amounts parts={parts} onChange={setParts} />
        {example && duration && (
          <p className="text-muted">
            {takenLabel(example.slice(0, 16))} becomes{' '}
            <span className="text-ink">{takenLabel(shiftedTime(example, shift))}</span>
          </p>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={!duration}>
            Move the time
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function Amounts({ parts, onChange }: { parts: Parts; onChange: (parts: Parts) => void }) {
  return (
    <div className="grid grid-cols-3 gap-3">
      {UNITS.map((unit) => (
        <Field key={unit} label={<span className="capitalize">{unit}</span>}>
          <Input
            type="number"
            inputMode="numeric"
            min={0}
            max={unit === 'days' ? 36_000 : 9_999}
            value={parts[unit]}
            onChange={(event) => onChange({ ...parts, [unit]: event.target.value })}
          />
        </Field>
      ))}
    </div>
  )
}

/** A whole number of at least 0. */
function amount(text: string): number {
  const value = Number(text)
  return Number.isFinite(value) ? Math.min(36_000, Math.max(0, Math.trunc(value))) : 0
}
