import { readdirSync, readFileSync } from 'node:fs'

const TICK_SECONDS = 0.01

interface Entry {
  parent: number
  /** Own and waited-for children's processor seconds (proc(5), fields 14 to 17). */
  cpu: number
}

function readAll(): Map<number, Entry> {
  const all = new Map<number, Entry>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const fields = readFileSync(`/proc/${name}/stat`, 'latin1').split(') ').at(-1)?.split(' ') ?? []
      const ticks = fields.slice(11, 15).reduce((sum, value) => sum + Number(value), 0)
      all.set(Number(name), { parent: Number(fields[1]), cpu: ticks * TICK_SECONDS })
    } catch {
      // It ended while the list was read.
    }
  }
  return all
}

/** Processor seconds of processes and all their descendants, those that have ended included. */
export function treeCpu(roots: number[]): number {
  const all = readAll()
  const belongs = (pid: number): boolean => {
    for (let at: number | undefined = pid; at !== undefined && at > 1; at = all.get(at)?.parent)
      if (roots.includes(at)) return true
    return false
  }
  return [...all].reduce((sum, [pid, { cpu }]) => (belongs(pid) ? sum + cpu : sum), 0)
}

/** The most memory a process has had resident, in bytes. */
export function peakResident(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'latin1')
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024
}
