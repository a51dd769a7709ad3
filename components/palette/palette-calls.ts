import { countPhotos } from '@/lib/media/plural'
import type { SuggestReply } from '@/lib/search/language/contract'
import { fetchSuggestions } from '../search/suggest/search-calls'
import type { Group, PaletteItem } from './palette-items'

type Suggestion = SuggestReply['items'][number]

const KEY_GROUPS: Record<string, Group> = {
  town: 'Places',
  region: 'Places',
  country: 'Places',
  camera: 'Cameras',
  lens: 'Cameras',
  tag: 'Tags',
  owner: 'People',
}

const VALUE_KEYS = ['town', 'region', 'country', 'camera', 'lens', 'tag']

/** Places, cameras, tags and people whose name begins with what was typed, from what one may see. */
export async function findValues(typed: string, signal: AbortSignal): Promise<PaletteItem[]> {
  const replies = await Promise.all(questionsFor(typed).map((text) => fetchSuggestions(text, signal)))
  const items = replies.flatMap((reply) => reply.items.flatMap(itemOf))
  // A person is found by the bare word and by the username.
  return [...new Map(items.map((item) => [item.id, item])).values()]
}

/** A bare word is looked up in all places, cameras and tags at once; several words only under each key. */
function questionsFor(typed: string): string[] {
  const text = typed.trim()
  const person = text.toLowerCase().replace(/[^a-z0-9-]/g, '')
  const people = person ? [`owner:${person}`] : []
  if (/^[^\s()":-][^\s()":]*$/.test(text)) return [text, ...people]
  // The quote stays open: the word is not finished.
  const open = `"${text.replace(/["\\]/g, ' ')}`
  return [...VALUE_KEYS.map((key) => `${key}:${open}`), ...people]
}

function itemOf({ kind, key, label, insert, count }: Suggestion): PaletteItem[] {
  const group = KEY_GROUPS[key]
  if (kind !== 'value' || !group) return []
  // People are shown by their names and asked for by their usernames.
  const value = key === 'owner' ? insert.slice('owner:'.length) : label
  return [
    {
      id: `${key}:${value}`,
      group,
      label,
      ...(count === null ? {} : { detail: countPhotos(count) }),
      href: `/gallery?${new URLSearchParams({ [key]: value })}`,
    },
  ]
}
