'use client'
import { useState } from 'react'
import { setTheme, type Theme } from '../session/theme'

const CHOICES: { value: Theme; label: string }[] = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
]

/** Light, dark, or as the system has it; kept in this browser. */
export function ThemeChoice({ theme: initial }: { theme: Theme }) {
  const [theme, choose] = useState(initial)
  const change = (value: Theme) => {
    choose(value)
    setTheme(value)
  }
  return (
    <fieldset className="flex flex-wrap gap-x-6 gap-y-2">
      <legend className="sr-only">Theme</legend>
      {CHOICES.map(({ value, label }) => (
        <label key={value} className="flex min-h-9 items-center gap-2">
          <input
            type="radio"
            name="theme"
            value={value}
            checked={theme === value}
            onChange={() => change(value)}
            className="size-4 accent-accent"
          />
          {label}
        </label>
      ))}
    </fieldset>
  )
}
