import type { FileFields, SidecarFields } from '@/db/schema/file-fields'
import { isMoment } from './taken-at'

type Taken = Pick<FileFields, 'takenLocal' | 'takenOffset' | 'takenBy'>
type Said = Omit<SidecarFields, 'place'>

const STRENGTH = { capture: 0, digitizing: 1, satellite: 2, name: 3 }

/** What a file and its sidecar say together: the sidecar has the word on what it speaks of, but a weaker date never takes the place of a better one. */
export function joinSidecar(own: FileFields, said: Said): FileFields {
  const { takenBy: _, ...fields } = own
  const { takenLocal, takenOffset, takenBy, ...rest } = said
  if (!takenLocal) return { ...own, ...rest }
  return { ...fields, ...rest, ...better(own, { takenLocal, takenOffset: takenOffset ?? null, takenBy }) }
}

/** What several sidecars of one picture say together, the weakest first. */
export function joinSidecars(sidecars: SidecarFields[]): SidecarFields {
  const all: SidecarFields = {}
  for (const { takenLocal, takenOffset, takenBy, ...rest } of sidecars) {
    const before = { takenLocal: all.takenLocal ?? null, takenOffset: all.takenOffset ?? null, takenBy: all.takenBy }
    const theirs = { takenLocal, takenOffset: takenOffset ?? null, takenBy }
    Object.assign(all, rest, theirs.takenLocal ? better(before, { ...theirs, takenLocal: theirs.takenLocal }) : {})
  }
  return all
}

function better(own: Taken, said: Taken & { takenLocal: string }): Taken {
  if (own.takenLocal === null) return clean(said)
  if (isMoment(own.takenLocal, said.takenLocal) && isDay(own) === isDay(said))
    return clean({ ...own, takenOffset: said.takenOffset ?? own.takenOffset, takenBy: stronger(own, said) })
  const now = instant(own)
  if (now !== null && Math.abs(now - (instant(said) ?? Number.NaN)) < 1000) return clean(own)
  if (isDay(said) && !isDay(own) && isDayOf(said.takenLocal, own)) return clean(own)
  if (isDay(own) && !isDay(said) && isDayOf(own.takenLocal, said)) return clean({ ...said, takenBy: own.takenBy })
  return clean(strength(said) <= strength(own) ? said : own)
}

/** What an older reading left without its kind counts as the strongest. */
function strength({ takenBy }: Taken): number {
  return STRENGTH[takenBy?.from ?? 'capture']
}

function stronger(own: Taken, said: Taken): Taken['takenBy'] {
  return strength(said) <= strength(own) ? said.takenBy : own.takenBy
}

function isDay({ takenBy }: Taken): boolean {
  return takenBy?.day === true
}

/** Whether a moment lies in a day, by its own clock or by Greenwich's: programs write both. */
function isDayOf(day: string, moment: Taken): boolean {
  const days = [moment.takenLocal?.slice(0, 10), isoDay(instant(moment))]
  return days.includes(day.slice(0, 10))
}

function instant({ takenLocal, takenOffset }: Taken): number | null {
  if (takenLocal === null || takenOffset === null) return null
  return Date.parse(`${takenLocal.replace(' ', 'T')}Z`) - takenOffset * 60_000
}

function isoDay(time: number | null): string | undefined {
  return time === null || Number.isNaN(time) ? undefined : new Date(time).toISOString().slice(0, 10)
}

/** Without a kind that is not known. */
function clean({ takenLocal, takenOffset, takenBy }: Taken): Taken {
  return { takenLocal, takenOffset, ...(takenBy ? { takenBy } : {}) }
}
