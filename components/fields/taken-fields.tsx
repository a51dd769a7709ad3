'use client'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { Select } from '../ui/select'
import { OFFSETS } from './taken'

interface TakenFieldsProps {
  /** As `splitTaken` has them. */
  local: string
  offset: string
  hint: string
  className?: string
  onLocal: (local: string) => void
  onOffset: (offset: string) => void
}

/** When something was taken: the day and the time of the place, and how far that is from UTC. */
export function TakenFields({ local, offset, hint, className = '', onLocal, onOffset }: TakenFieldsProps) {
  const offsets = offset === '' || OFFSETS.includes(offset) ? OFFSETS : [offset, ...OFFSETS]
  return (
    <>
      <Field label="Taken on" hint={hint}>
        <Input
          type="datetime-local"
          step={1}
          className={className}
          value={local}
          onChange={(event) => onLocal(event.target.value)}
        />
      </Field>
      <Field label="Distance from UTC">
        <Select value={offset} onChange={(event) => onOffset(event.target.value)}>
          <option value="">Not known</option>
          {offsets.map((one) => (
            <option key={one} value={one}>
              UTC{one.replace('-', '−')}
            </option>
          ))}
        </Select>
      </Field>
    </>
  )
}
