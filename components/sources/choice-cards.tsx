'use client'
import type { LucideIcon } from 'lucide-react'
import { classNames } from '../ui/class-names'

interface ChoiceCardsProps<T extends string> {
  legend: string
  name: string
  value: T
  options: readonly { value: T; label: string; hint: string; icon: LucideIcon }[]
  onChange: (value: T) => void
}

/** A few ways of which one is chosen, each with a sentence on it. */
export function ChoiceCards<T extends string>({ legend, name, value, options, onChange }: ChoiceCardsProps<T>) {
  return (
    <fieldset>
      <legend className="mb-2 font-semibold">{legend}</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        {options.map(({ value: own, label, hint, icon: Icon }) => (
          <label
            key={own}
            className={classNames(
              'flex cursor-pointer items-center gap-3 rounded-control border px-4 py-3 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent',
              value === own ? 'border-accent' : 'border-line hover:bg-sunken',
            )}
          >
            <input
              type="radio"
              name={name}
              value={own}
              checked={value === own}
              onChange={() => onChange(own)}
              className="size-4 shrink-0 accent-accent outline-none"
            />
            <Icon aria-hidden size={18} strokeWidth={1.75} className="shrink-0 text-muted" />
            <span className="min-w-0">
              <span className="block font-semibold">{label}</span>
              <span className="block text-small text-muted">{hint}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
