import { createHash } from 'node:crypto'
import type { PhotoRow } from '@/db/schema/photos'
import { PICTURES } from './identity-story'
import { flat, scene } from './scenes'

/** Each picture twice: even numbers as it was, odd ones saved again. A third has time and camera, a third nothing, a third is flat. */
export async function contentsOf(series: number): Promise<Buffer[]> {
  const make = (number: number) => {
    const seed = series * 1000 + (number >> 1)
    const quality = number % 2 === 0 ? 90 : 70
    const kind = (number >> 1) % 3
    if (kind === 2) return flat(seed + (number % 2) * 500)
    const taken = `2024:05:${String(1 + (number >> 1)).padStart(2, '0')} 10:00:00`
    return scene(seed, kind === 0 ? { quality, taken, model: 'X1' } : { quality })
  }
  return Promise.all(Array.from({ length: PICTURES * 2 }, (_, number) => make(number)))
}

export const isFlat = (number: number) => (number >> 1) % 3 === 2
export const shaOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

/** What others saw before, by content; and the pictures of which nothing is left that nobody saw. */
export interface Seen {
  shown: Set<string>
  lost: Set<number>
}

export function isShown({ visibility: to, status, deletedAt }: PhotoRow): boolean {
  return to === 'public' && status === 'ready' && deletedAt === null
}
