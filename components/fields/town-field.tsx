'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { Town } from '@/lib/places/contract'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { QueryProvider } from '../ui/query-provider'
import { useRested } from '../ui/use-rested'
import { fetchTowns } from './town-calls'

/** Milliseconds of rest after which the server is asked. */
const REST = 120

interface TownFieldProps {
  onPick: (town: Town) => void
}

/** A line to type a town into; the one that is picked is told. */
export function TownField(props: TownFieldProps) {
  return (
    <QueryProvider>
      <TownLine {...props} />
    </QueryProvider>
  )
}

function TownLine({ onPick }: TownFieldProps) {
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const [marked, setMarked] = useState(0)
  const id = useId()
  const typed = useRested(text.trim(), REST)
  const { data, isError } = useQuery({
    queryKey: ['towns', typed],
    queryFn: ({ signal }) => fetchTowns(typed, signal),
    enabled: open && typed !== '',
    placeholderData: keepPreviousData,
  })
  const towns = open && text.trim() !== '' ? (data ?? []) : []
  const at = Math.min(marked, towns.length - 1)
  const pick = (town: Town) => {
    setText([town.name, town.country].join(', '))
    setOpen(false)
    onPick(town)
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing || !open) return
    const chosen = towns[at]
    // The form of the dialog around it is not what Enter means here.
    if (event.key === 'Enter') event.preventDefault()
    if (event.key === 'Enter' && chosen && typed === text.trim()) pick(chosen)
    if (event.key === 'Escape' && towns.length > 0) {
      event.stopPropagation()
      setOpen(false)
    }
    if (towns.length === 0 || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return
    event.preventDefault()
    setMarked((at + (event.key === 'ArrowDown' ? 1 : towns.length - 1)) % towns.length)
  }
  const nothing = isError ? 'Towns did not load.' : typed !== '' && data?.length === 0 ? 'No town begins so.' : null
  return (
    <Field label="Town" hint={open ? nothing : null}>
      <div className="relative">
        <Input
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={towns.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={towns.length > 0 ? `${id}-${at}` : undefined}
          autoComplete="off"
          maxLength={100}
          placeholder="Type a name, such as Bergen"
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            setMarked(0)
            setOpen(true)
          }}
          onBlur={() => setOpen(false)}
          onKeyDown={onKeyDown}
        />
        {towns.length > 0 && <TownList id={id} towns={towns} at={at} onPick={pick} />}
      </div>
    </Field>
  )
}

interface TownListProps {
  id: string
  towns: readonly Town[]
  at: number
  onPick: (town: Town) => void
}

function TownList({ id, towns, at, onPick }: TownListProps) {
  return (
    <div
      role="listbox"
      id={`${id}-list`}
      aria-label="Towns"
      className="absolute inset-x-0 top-full z-10 mt-1 max-h-60 overflow-y-auto rounded-panel border border-line bg-raised p-1 shadow-float"
    >
      {towns.map((town, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the line handles the keys
        <div
          key={`${town.name} ${town.latitude} ${town.longitude}`}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onPick(town)}
          className="flex min-h-9 cursor-pointer items-baseline gap-2 rounded-control px-3 py-1.5 hover:bg-sunken aria-selected:bg-sunken"
        >
          <span className="font-semibold">{town.name}</span>
          <span className="min-w-0 truncate text-muted">
            {[town.region === town.name ? null : town.region, town.country].filter(Boolean).join(', ')}
          </span>
        </div>
      ))}
    </div>
  )
}
