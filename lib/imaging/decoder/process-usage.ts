import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

const PAGE_BYTES = 4096
const TICK_MS = 10

/** Resident bytes of a process (statm of proc(5)); 0 where the system has no /proc: there the limits of pixels alone hold. */
export function residentBytes(pid: number | undefined): number {
  return Number(read(pid, 'statm').split(' ')[1] ?? 0) * PAGE_BYTES
}

/** Processor time a process has used (utime and stime of proc(5)); 0 where the system has no /proc. */
export function cpuMs(pid: number | undefined): number {
  const fields = read(pid, 'stat').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * TICK_MS
}

/** Has the kernel refuse a process more than `more` bytes beyond what it has reserved now (util-linux's prlimit, where there is one). */
export function limitData(pid: number | undefined, more: number): void {
  const kilobytes = /VmData:\s+(\d+)/.exec(read(pid, 'status'))?.[1]
  if (!kilobytes) return
  const limit = Number(kilobytes) * 1024 + more
  spawn('prlimit', ['--pid', String(pid), `--data=${limit}`], { stdio: 'ignore' }).on('error', () => {})
}

function read(pid: number | undefined, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'latin1')
  } catch {
    return ''
  }
}
