import type { Photo } from '@/lib/photos/contract'

/** The photos there are now, with those of `ids` as they were before, in front of what they stood in front of. */
export function mergeBack(before: readonly Photo[], now: readonly Photo[], ids: ReadonlySet<string>): Photo[] {
  const kept = now.filter(({ id }) => !ids.has(id))
  const positions = new Map(kept.map(({ id }, index) => [id, index]))
  const result: Photo[] = []
  let at = 0
  for (const photo of before) {
    if (ids.has(photo.id)) {
      result.push(photo)
      continue
    }
    const position = positions.get(photo.id) ?? -1
    while (at <= position) result.push(kept[at++] as Photo)
  }
  return [...result, ...kept.slice(at)]
}
