'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useMemo, useState, useTransition } from 'react'
import { AppError } from '@/lib/errors/app-error'
import { parseFilter, toQuery } from '@/lib/search/language/filter'
import { addressWith } from './filter-view'
import { searchText } from './search-text'
import { withoutProblems } from './suggest/search-problem'

/** New values of the filter's parameters; null takes one away. */
export type FilterChange = Record<string, string | string[] | null>

export interface FilterForm {
  /** The filter's canonical parameters: what the form shows. */
  values: URLSearchParams
  /** The same without the order, which changes no count. */
  unordered: string
  /** What was wrong with the last change, which was not made. */
  problem: string | null
  /** The list is on its way. */
  busy: boolean
  set: (change: FilterChange) => void
  clear: () => void
}

/** The form of a filter: it has no state of its own, it reads and writes the address. */
export function useFilterForm(query: string, path: string): FilterForm {
  const router = useRouter()
  const [busy, start] = useTransition()
  const [problem, setProblem] = useState<string | null>(null)
  const canonical = useMemo(() => canonicalQuery(new URLSearchParams(query)), [query])
  // What was chosen shows at once, and the next choice builds on it; the list follows when it has come.
  const [chosen, setChosen] = useState<string | null>(null)
  const current = chosen ?? canonical
  const values = useMemo(() => new URLSearchParams(current), [current])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another filter makes the last complaint void
  useEffect(() => {
    setProblem(null)
    if (!busy) setChosen(null)
  }, [query, busy])

  const set = (change: FilterChange) => {
    const next = new URLSearchParams(values)
    for (const [key, value] of Object.entries(change)) {
      next.delete(key)
      for (const one of [value ?? []].flat()) next.append(key, one)
    }
    try {
      const target = toQuery(parseFilter(next)).toString()
      setProblem(null)
      setChosen(target)
      start(() => router.push(addressWith(path, target)))
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      setProblem(error.message)
    }
  }
  const unordered = new URLSearchParams(values)
  unordered.delete('sort')
  unordered.delete('order')
  return {
    values,
    unordered: unordered.toString(),
    problem,
    busy,
    set,
    clear: () => {
      setChosen('')
      start(() => router.push(path))
    },
  }
}

/** What is wrong in the address is told on the page; the form shows the rest. */
function canonicalQuery(params: URLSearchParams): string {
  return toQuery(parseFilter(new URLSearchParams({ q: withoutProblems(searchText(params)) }))).toString()
}
