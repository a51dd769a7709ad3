'use client'
import { useQuery } from '@tanstack/react-query'
import { Check } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { foldText } from '@/lib/media/fold-text'
import { formatNumber } from '@/lib/media/format-number'
import type { Facet, FacetReply } from '@/lib/search/language/contract'
import { quote } from '@/lib/search/language/tokens'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { cameraWords } from '../words/camera-text'
import { inTree } from '../words/tag-tree'
import { tagWords } from '../words/tag-words'
import { fetchSuggestions } from './suggest/search-calls'
import type { FilterForm } from './use-filter-form'

interface FacetChoiceProps {
  label: string
  /** What can be typed to find a value; no typing when left out. */
  find?: string
  /** Conditions this field sets, e.g. town, region and country for "where". */
  keys: Facet[]
  counts: FacetReply
  form: FilterForm
}

interface Choice {
  key: Facet
  value: string
  count: number | null
  chosen: boolean
}

/** Values shown before "Show all". */
const FEW = 6
/** As many values of a facet as the server sends at most. */
const FULL = 100

/** One question of the form: the values there are, with counts, and a line to find others. */
export function FacetChoice({ label, find, keys, counts, form }: FacetChoiceProps) {
  const [typed, setTyped] = useState('')
  const [all, setAll] = useState(false)
  const wanted = foldText(typed)
  const choices = choicesOf(keys, counts, form)
  const full = keys.some((key) => (counts[key]?.length ?? 0) >= FULL)
  const more = useQuery({
    queryKey: ['facet-values', keys, form.unordered, wanted],
    queryFn: ({ signal }) => findValues(keys, typed, signal),
    enabled: full && wanted !== '',
  })
  const found = wanted === '' ? choices : matching(wanted, choices, more.data ?? [])
  const shown = all ? found : found.filter(({ chosen }, at) => chosen || at < FEW)

  const choose = ({ key, value, chosen }: Pick<Choice, 'key' | 'value' | 'chosen'>) => {
    setTyped('')
    if (key !== 'tag')
      return form.set({ ...Object.fromEntries(keys.map((one) => [one, null])), [key]: chosen ? null : value })
    const tags = form.values.getAll('tag')
    form.set({ tag: chosen ? tags.filter((tag) => foldText(tag) !== foldText(value)) : [...tags, value] })
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const first = found[0]
    if (wanted === '') return
    if (first) choose({ ...first, chosen: false })
    else if (keys[0]) choose({ key: keys[0], value: typed.trim(), chosen: false })
  }
  if (choices.length === 0 && !find) return null
  const rest = found.length - shown.length
  return (
    <form onSubmit={onSubmit}>
      {find ? (
        <Field label={label}>
          <Input
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            placeholder={find}
            autoComplete="off"
            maxLength={200}
          />
        </Field>
      ) : (
        <h3>{label}</h3>
      )}
      <Rows label={label} kind={keys[0]} choices={shown} onChoose={choose} />
      {wanted !== '' && found.length === 0 && !more.isFetching && (
        <p className="px-2 py-1 text-muted">Nothing so called among these photos. Enter looks for it all the same.</p>
      )}
      {(rest > 0 || (all && found.length > FEW)) && (
        <button type="button" className="min-h-8 px-2 text-muted hover:text-ink" onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show ${rest} more`}
        </button>
      )}
    </form>
  )
}

/** What is not shown as it is searched for. */
const LABELS: Partial<Record<Facet, (value: string) => string>> = {
  type: (value) => value.toUpperCase(),
  camera: cameraWords,
}

interface RowsProps {
  label: string
  /** Of which condition they are; tags are shown as a tree. */
  kind: Facet | undefined
  choices: Choice[]
  onChoose: (choice: Choice) => void
}

function Rows({ label, kind, choices, onChoose }: RowsProps) {
  const plain = (choice: Choice) => ({
    choice,
    depth: 0,
    label: (kind && LABELS[kind]?.(choice.value)) ?? choice.value,
  })
  const rows = kind === 'tag' ? inTree(choices) : choices.map(plain)
  return (
    <ul aria-label={label} className="mt-1 flex flex-col">
      {rows.map(({ choice, depth, label: name }) => (
        <li key={`${choice.key}-${choice.value}`}>
          <button
            type="button"
            aria-pressed={choice.chosen}
            onClick={() => onChoose(choice)}
            className="flex min-h-8 w-full items-center gap-2 rounded-control px-2 py-1 text-left hover:bg-sunken aria-pressed:font-semibold"
          >
            <span className="min-w-0 flex-1 truncate" style={{ paddingLeft: `${Math.min(depth, 6)}rem` }}>
              {depth > 0 && (
                <span className="sr-only">{tagWords(choice.value.slice(0, choice.value.lastIndexOf('/')))} › </span>
              )}
              {name || choice.value}
            </span>
            {choice.chosen && <Check aria-hidden size={16} strokeWidth={2} className="shrink-0 text-accent" />}
            {choice.count !== null && (
              <span className="tabular font-normal text-muted">{formatNumber(choice.count)}</span>
            )}
          </button>
        </li>
      ))}
    </ul>
  )
}

/** What is known and has a word that begins like the typed one, then what the server found beside it. */
function matching(wanted: string, choices: Choice[], found: Choice[]): Choice[] {
  const known = choices.filter(({ value }) =>
    foldText(value)
      .split(/[\s/-]+/)
      .some((_, at, words) => words.slice(at).join(' ').startsWith(wanted)),
  )
  const isKnown = (one: Choice) => known.some(({ key, value }) => key === one.key && value === one.value)
  return [...known, ...found.filter((one) => !isKnown(one))]
}

/** What is chosen first, also when nothing is left of it; then the rest by count. */
function choicesOf(keys: Facet[], counts: FacetReply, form: FilterForm): Choice[] {
  const chosen = keys.flatMap((key) => form.values.getAll(key).map((value) => ({ key, value })))
  const isChosen = (key: Facet, value: string) =>
    chosen.some((one) => one.key === key && foldText(one.value) === foldText(value))
  const offered = keys.flatMap((key) =>
    (counts[key] ?? []).map(({ value, count }) => ({ key, value, count, chosen: isChosen(key, value) })),
  )
  const missing = chosen.filter(
    ({ key, value }) => !offered.some((one) => one.key === key && foldText(one.value) === foldText(value)),
  )
  return [
    ...missing.map((one) => ({ ...one, count: null, chosen: true })),
    ...offered.toSorted((a, b) => Number(b.chosen) - Number(a.chosen) || b.count - a.count),
  ]
}

async function findValues(keys: Facet[], typed: string, signal: AbortSignal): Promise<Choice[]> {
  const replies = await Promise.all(
    keys.map((key) => fetchSuggestions(`${key}:${quote(typed.trim()).slice(0, -1)}`, signal)),
  )
  return replies.flatMap(({ items }) =>
    items.map((item) => ({ key: item.key as Facet, value: item.label, count: null, chosen: false })),
  )
}
