'use client'
import { counted, countPhotos } from '@/lib/media/plural'
import type { Source } from '@/lib/sources/ground/contract'
import { Field } from '../ui/field'
import { Select } from '../ui/select'
import type { SourceManner } from './source-draft'
import { FORGETS, LIMITS, RESCANS } from './source-words'

interface MannerFieldsProps {
  manner: SourceManner
  onChange: (manner: SourceManner) => void
  /** Whether photos of it may have been found already: then their visibility stays as it is. */
  scanned?: boolean
}

/** How a source is read and what becomes of what is found. */
export function MannerFields({ manner, onChange, scanned = false }: MannerFieldsProps) {
  const later = scanned ? ' Photos that are here already keep theirs.' : ''
  return (
    <div className="flex flex-col gap-4">
      <Field
        label="Who may see what is found"
        hint={
          manner.visibility === 'public'
            ? `Everyone sees each photo as soon as it is found.${later}`
            : `Only you, until you make photos public.${later}`
        }
      >
        <Select
          value={manner.visibility}
          onChange={(event) => onChange({ ...manner, visibility: event.target.value as Source['visibility'] })}
        >
          <option value="private">Private</option>
          <option value="public">Public</option>
        </Select>
      </Field>
      <Field label="Look again by itself" hint="What has not changed is not read again.">
        <NumberSelect
          value={manner.rescanMinutes}
          options={RESCANS.map(({ minutes, text }) => ({ value: minutes, text }))}
          other={(minutes) => `Every ${counted(minutes, 'minute')}`}
          onChange={(rescanMinutes) => onChange({ ...manner, rescanMinutes })}
        />
      </Field>
      <Field label="Photos that are deleted there">
        <NumberSelect
          value={manner.forgetAfterDays}
          options={FORGETS.map(({ days, text }) => ({ value: days, text }))}
          other={(days) => `Forget them after ${counted(days, 'day')}`}
          onChange={(forgetAfterDays) => onChange({ ...manner, forgetAfterDays })}
        />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Reading speed">
          <NumberSelect
            value={manner.bytesPerSecond}
            options={LIMITS.map(({ bytes, text }) => ({ value: bytes, text }))}
            other={(bytes) => `${counted(bytes, 'byte')} a second`}
            onChange={(bytesPerSecond) => onChange({ ...manner, bytesPerSecond })}
          />
        </Field>
        <Field label="Read at the same time">
          <NumberSelect
            value={manner.concurrency}
            options={[1, 2, 4, 8, 16].map((value) => ({ value, text: countPhotos(value) }))}
            other={countPhotos}
            onChange={(concurrency) => onChange({ ...manner, concurrency: concurrency ?? 4 })}
          />
        </Field>
      </div>
    </div>
  )
}

interface NumberSelectProps {
  value: number | null
  options: { value: number | null; text: string }[]
  /** The words of a value that is none of the options: set through the API. */
  other: (value: number) => string
  onChange: (value: number | null) => void
}

function NumberSelect({ value, options, other, onChange }: NumberSelectProps) {
  const known = options.some((option) => option.value === value)
  return (
    <Select
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value === '' ? null : Number(event.target.value))}
    >
      {options.map((option) => (
        <option key={option.text} value={option.value ?? ''}>
          {option.text}
        </option>
      ))}
      {!known && value !== null && <option value={value}>{other(value)}</option>}
    </Select>
  )
}
