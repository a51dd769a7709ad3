import { tagWords } from './tag-words'

interface Branch<T> {
  choice: T
  /** How many of the listed ones it lies in. */
  depth: number
  /** What it is called below the one it lies in. */
  label: string
}

/** Tags with what lies in them right behind them; the order is kept otherwise. */
export function inTree<T extends { value: string }>(choices: readonly T[]): Branch<T>[] {
  const keyOf = ({ value }: T) => value.toLowerCase()
  const known = new Map(choices.map((choice) => [keyOf(choice), choice]))
  const parentOf = (choice: T): T | null => {
    const parts = keyOf(choice).split('/')
    for (let depth = parts.length - 1; depth > 0; depth--) {
      const parent = known.get(parts.slice(0, depth).join('/'))
      if (parent && parent !== choice) return parent
    }
    return null
  }
  const below = new Map<T | null, T[]>()
  for (const choice of choices) below.set(parentOf(choice), [...(below.get(parentOf(choice)) ?? []), choice])
  const walk = (parent: T | null, depth: number): Branch<T>[] =>
    (below.get(parent) ?? []).flatMap((choice) => [
      { choice, depth, label: tagWords(parent ? choice.value.slice(parent.value.length) : choice.value) },
      ...walk(choice, depth + 1),
    ])
  return walk(null, 0)
}
