'use client'
import { useEffect, useState } from 'react'
import { countPhotos } from '@/lib/media/plural'
import { dateSpan } from '@/lib/search/language/dates'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { Select } from '../ui/select'
import type { FilterChange, FilterForm } from './use-filter-form'

interface DateRangeProps {
  form: FilterForm
  years: { value: string; count: number }[]
}

const ANY: FilterChange = { hasDate: null, guessed: null }
const KNOWN: Record<string, FilterChange> = {
  none: { ...ANY, hasDate: 'false', after: null, before: null },
  guessed: { ...ANY, guessed: 'true' },
}

/** "From – to": two days, both included, or a whole year by one click. */
export function DateRange({ form, years }: DateRangeProps) {
  const after = form.values.get('after')
  const before = form.values.get('before')
  const known = form.values.get('hasDate') === 'false' ? 'none' : form.values.get('guessed') === 'true' ? 'guessed' : ''
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="sr-only">When</legend>
      <div className="grid grid-cols-2 gap-2">
        <Day label="From" day={after && dayText(dateSpan(after).from)} onDay={(day) => form.set({ after: day })} />
        <Day
          label="To"
          day={before && dayText(dateSpan(before).until - 1)}
          onDay={(day) => form.set({ before: day })}
        />
      </div>
      <Field label="Dates">
        <Select value={known} onChange={(event) => form.set(KNOWN[event.target.value] ?? ANY)}>
          <option value="">Any</option>
          <option value="none">Without a date</option>
          <option value="guessed">Guessed from the file’s time</option>
        </Select>
      </Field>
      {years.length > 0 && (
        <ul aria-label="Years" className="flex flex-wrap gap-1">
          {years
            .toSorted((a, b) => b.value.localeCompare(a.value))
            .map(({ value, count }) => {
              const chosen = after === value && before === value
              return (
                <li key={value}>
                  <button
                    type="button"
                    aria-pressed={chosen}
                    aria-label={`${value}, ${countPhotos(count)}`}
                    onClick={() => form.set(chosen ? { after: null, before: null } : { after: value, before: value })}
                    className="tabular h-8 rounded-full bg-sunken px-3 hover:text-accent aria-pressed:bg-accent aria-pressed:text-on-accent"
                  >
                    {value}
                  </button>
                </li>
              )
            })}
        </ul>
      )}
    </fieldset>
  )
}

interface DayProps {
  label: string
  day: string | null
  onDay: (day: string | null) => void
}

/** A day; while a year is being typed its first digits are years too, so only believable ones are taken. */
function Day({ label, day, onDay }: DayProps) {
  const [typed, setTyped] = useState(day ?? '')
  useEffect(() => setTyped(day ?? ''), [day])
  const take = (text: string) => {
    if (text !== (day ?? '') && (text === '' || text >= '1800')) onDay(text || null)
  }
  return (
    <Field label={label} className="min-w-0">
      <Input
        type="date"
        value={typed}
        max="9999-12-31"
        className="h-9 min-w-0 px-2! text-body!"
        onChange={(event) => {
          setTyped(event.target.value)
          take(event.target.value)
        }}
      />
    </Field>
  )
}

function dayText(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10)
}
