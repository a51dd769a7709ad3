import { foldText } from '@/lib/media/fold-text'

/** The sections of the palette, from the top. */
export const GROUPS = [
  'Recent',
  'Screens',
  'Albums',
  'Places',
  'Cameras',
  'Tags',
  'People',
  'Commands',
  'Search',
] as const
export type Group = (typeof GROUPS)[number]

/** One thing the palette leads to. */
export interface PaletteItem {
  id: string
  group: Group
  label: string
  /** A word on the right: what it is, or how many photos. */
  detail?: string
  /** The address it leads to, unless it is a command. */
  href?: string
  run?: () => void
}

export interface PaletteSection {
  group: Group
  items: PaletteItem[]
}

/** Items shown of one group while somebody types. */
const MOST = 6

/** How well a label fits what was typed: 0 the same, 1 begins so, 2 a word begins so, 3 somewhere inside; null not at all. */
export function fitOf(label: string, typed: string): number | null {
  const [whole, wanted] = [foldText(label), foldText(typed)]
  if (whole === wanted) return 0
  if (whole.startsWith(wanted)) return 1
  if (!whole.includes(wanted)) return null
  return [...whole.matchAll(/[\p{L}\p{N}]+/gu)].some(({ index }) => whole.startsWith(wanted, index)) ? 2 : 3
}

/**
 * What the palette shows for what was typed: groups in the order of their best fit, in each the best fits first; of equal ones
 * those used lately. Searching for the text comes last.
 */
export function findItems(items: readonly PaletteItem[], typed: string, recent: readonly string[]): PaletteSection[] {
  const ranked = items.flatMap((item) => {
    if (item.group === 'Search') return [{ item, rank: 9 }]
    const fit = fitOf(item.label, typed)
    if (fit === null) return []
    const used = recent.indexOf(item.id)
    return [{ item, rank: fit - (used < 0 ? 0 : 0.9 - used / 100) }]
  })
  const sections = GROUPS.flatMap((group) => {
    const inside = ranked.filter(({ item }) => item.group === group).sort((a, b) => a.rank - b.rank)
    const best = inside[0]?.rank
    return best === undefined ? [] : [{ group, best, items: inside.slice(0, MOST).map(({ item }) => item) }]
  })
  return sections.sort((a, b) => a.best - b.best).map(({ group, items: found }) => ({ group, items: found }))
}

/** What the palette shows before anything is typed: what was used lately, then the screens and commands. */
export function restingItems(items: readonly PaletteItem[], recent: readonly PaletteItem[]): PaletteSection[] {
  const lately = recent.map((item): PaletteItem => ({ ...item, group: 'Recent' }))
  const used = new Set(lately.map(({ id }) => id))
  const rest = (group: Group) => items.filter((item) => item.group === group && !used.has(item.id))
  return [
    { group: 'Recent' as const, items: lately },
    { group: 'Screens' as const, items: rest('Screens') },
    { group: 'Commands' as const, items: rest('Commands') },
  ].filter((section) => section.items.length > 0)
}
