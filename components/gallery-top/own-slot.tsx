'use client'
import { EarlySlot } from '../keys/early-slot'
import { lazily } from '../ui/lazily'
import type { OwnActProps } from './own-act'

const OwnAct = lazily(() => import('./own-act').then((module) => module.OwnAct), false)

/** A button on one's own gallery. One script for all of them, which visitors do not load: the wall has the same address. */
export function OwnSlot(props: OwnActProps) {
  return <EarlySlot of={OwnAct} props={props} />
}
