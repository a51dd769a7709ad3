'use client'
import { Heart } from 'lucide-react'
import { formatNumber } from '@/lib/media/format-number'
import { Button } from '../ui/button'
import { HEART_ON_PAGE } from './heart'
import { usePickCount } from './own-picks'

interface PicksToggleProps {
  on: boolean
  onChange: (on: boolean) => void
}

/** Shows only what the visitor has marked, and how much that is. */
export function PicksToggle({ on, onChange }: PicksToggleProps) {
  const count = usePickCount()
  if (count === 0 && !on) return null
  return (
    <Button aria-pressed={on} className={on ? 'bg-sunken' : ''} onClick={() => onChange(!on)}>
      <Heart aria-hidden size={18} strokeWidth={1.75} className={HEART_ON_PAGE} />
      Your picks ({formatNumber(count)})
    </Button>
  )
}
