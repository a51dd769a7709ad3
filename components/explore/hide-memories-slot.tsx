'use client'
import { EarlySlot } from '../keys/early-slot'
import { lazily } from '../ui/lazily'

const HideMemories = lazily(() => import('./hide-memories').then((module) => module.HideMemories), false)

/** The button that closes the photos of other years for a day; its script is fetched by those who see it. */
export function HideMemoriesSlot({ day }: { day: string }) {
  return <EarlySlot of={HideMemories} props={{ day }} />
}
