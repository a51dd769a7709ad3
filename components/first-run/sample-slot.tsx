'use client'
import { EarlySlot } from '../keys/early-slot'
import { lazily } from '../ui/lazily'

const SampleButton = lazily(() => import('./sample-button').then((module) => module.SampleButton), false)

/** The button that brings the sample set, or throws it away; its script is fetched by those who see it. */
export function SampleSlot({ act }: { act: 'add' | 'discard' }) {
  return <EarlySlot of={SampleButton} props={{ act }} />
}
