'use client'
import { Heart } from 'lucide-react'
import { usePickCount } from './own-picks'

/** Says that hearts may be set, until one is. */
export function PicksHint() {
  const count = usePickCount()
  if (count > 0) return null
  return (
    <p className="flex items-center gap-1.5 text-muted max-sm:order-last max-sm:basis-full sm:order-first">
      <Heart aria-hidden size={16} strokeWidth={1.75} className="shrink-0" />
      Put a heart on the photos that you like.
    </p>
  )
}
