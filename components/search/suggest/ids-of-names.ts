import { quote, quoteValue, type Token, tokenize } from '@/lib/search/language/tokens'
import { findKey } from '@/lib/search/language/vocabulary'
import { idOfName, NAMED_KEYS } from './named-values'
import { fetchSuggestions } from './search-calls'
import type { SearchProblem } from './search-problem'

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

type Pair = Extract<Token, { kind: 'pair' }>

/** A name in a text and what stands in its place. */
interface Replaced {
  start: number
  end: number
  name: string
  id: string
}

/** A text with ids, and the way back of what is wrong with it. */
export interface TextOfIds {
  text: string
  /** The same mistake in the text as it was typed. */
  inNames: (problem: SearchProblem) => SearchProblem
}

/**
 * A typed search with the names of albums and sources replaced by their ids: as they were last met on the screen, else as the server knows them.
 * @returns what is wrong where nothing of one's own is called so
 */
export async function idsOfNames(text: string): Promise<TextOfIds | { problem: SearchProblem }> {
  const replaced: Replaced[] = []
  for (const pair of namesIn(text)) {
    const id = idOfName(keyOf(pair), pair.value) ?? (await askedId(keyOf(pair), pair.value).catch(unanswered))
    if (id === null || id === undefined) return { problem: unknownName(text, pair, id === undefined) }
    replaced.push(replacedBy(text, pair, id))
  }
  return { text: withIds(text, replaced), inNames: (problem) => inNames(problem, replaced) }
}

/** The same for a text that is being typed: only names that were met, and not the last word, of which more may come. @returns also by how much it grew */
export function knownIds(text: string): { text: string; grown: number } {
  const replaced = namesIn(text).flatMap((pair) => {
    const id = pair.end === text.length ? undefined : idOfName(keyOf(pair), pair.value)
    return id === undefined ? [] : [replacedBy(text, pair, id)]
  })
  const known = withIds(text, replaced)
  return { text: known, grown: known.length - text.length }
}

function namesIn(text: string): Pair[] {
  return tokenize(text, (word) => findKey(word) !== null).filter(
    (token): token is Pair => token.kind === 'pair' && NAMED_KEYS.has(keyOf(token)) && !ID.test(token.value.trim()),
  )
}

function replacedBy(text: string, pair: Pair, id: string): Replaced {
  const { start, end } = pair
  return { start, end, name: text.slice(start, end), id: `${keyOf(pair)}:${id}` }
}

function withIds(text: string, replaced: readonly Replaced[]): string {
  return replaced.reduceRight((rest, { start, end, id }) => rest.slice(0, start) + id + rest.slice(end), text)
}

const unanswered = () => undefined
const keyOf = ({ key }: Pair) => key.toLowerCase()

/** What is called exactly so, or all that begins so where it is one. */
async function askedId(key: string, name: string): Promise<string | null> {
  const { items } = await fetchSuggestions(`${key}:${quote(name).slice(0, -1)}`, AbortSignal.timeout(10_000))
  const folded = name.trim().toLowerCase()
  const exact = items.find(({ label }) => label.toLowerCase() === folded)
  const found = exact ?? (items.length === 1 ? items[0] : undefined)
  return found?.insert.slice(key.length + 1) ?? null
}

/** @param unasked the server did not say it */
function unknownName(text: string, pair: Pair, unasked: boolean): SearchProblem {
  const { start, end, valueStart, value } = pair
  const put = (piece: string) => `${text.slice(0, start)}${piece}${text.slice(end)}`.trim()
  const what = keyOf(pair)
  if (unasked) {
    const message = `The server did not answer which ${what} “${value}” is.`
    return { at: { start: valueStart, end }, message, hint: 'Try it again.', fixes: [] }
  }
  return {
    at: { start: valueStart, end },
    message: value === '' ? `No ${what} is named.` : `No ${what} of yours is called “${value}”.`,
    hint: `Those you have are offered behind ${what}:`,
    fixes: [
      ...(value === '' ? [] : [{ label: `Search for the text “${value}”`, text: put(quoteValue(value)) }]),
      { label: 'Leave it out', text: put('').replace(/-+$/, '').trim() },
    ],
  }
}

/** Where it stands in the text with names, and its fixes with names. */
function inNames(problem: SearchProblem, replaced: readonly Replaced[]): SearchProblem {
  const moved = (place: number) => {
    let shift = 0
    for (const { start, name, id } of replaced) if (place >= start + shift + id.length) shift += id.length - name.length
    return place - shift
  }
  const fixes = problem.fixes.map(({ label, text }) => ({
    label,
    text: replaced.reduce((rest, { id, name }) => rest.replaceAll(id, name), text),
  }))
  return { ...problem, at: problem.at && { start: moved(problem.at.start), end: moved(problem.at.end) }, fixes }
}
