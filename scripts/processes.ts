import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A process beyond doubt: its id may be given to another one later, its id and start together may not. */
export interface ProcessMark {
  pid: number
  started: string
}

/** The mark of a living process, or undefined when there is none with this id. */
export async function markProcess(pid: number): Promise<ProcessMark | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  if (stat !== undefined) {
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    // Fields 3 (state) and 22 (start in ticks since boot) of proc(5).
    return fields[0] === 'Z' || fields[19] === undefined ? undefined : { pid, started: fields[19] }
  }
  const printed = await run('ps', ['-o', 'lstart=', '-p', String(pid)]).catch(() => ({ stdout: '' }))
  const started = printed.stdout.trim()
  return started === '' ? undefined : { pid, started }
}

/** The command line of a living process, words joined by spaces; empty when there is none. */
export async function commandLine(pid: number): Promise<string> {
  const raw = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined)
  if (raw !== undefined) return raw.replaceAll('\0', ' ')
  const printed = await run('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => ({ stdout: '' }))
  return printed.stdout.trim()
}

/** Waits until the marked process has gone. @returns whether it has within `ms` */
export async function waitGone(mark: ProcessMark, ms: number): Promise<boolean> {
  const deadline = Date.now() + ms
  for (;;) {
    const now = await markProcess(mark.pid)
    if (now?.started !== mark.started) return true
    if (Date.now() >= deadline) return false
    await sleep(50)
  }
}

/** Ends processes of an earlier, killed start. They notice its end by themselves; those that do not are told, then killed. */
export async function endLeftovers(marks: ProcessMark[]): Promise<void> {
  await Promise.all(
    marks.map(async (mark) => {
      for (const [signal, ms] of [
        [undefined, 1_000],
        ['SIGTERM', 10_000],
        ['SIGKILL', 5_000],
      ] as const) {
        if (signal && (await markProcess(mark.pid))?.started === mark.started) process.kill(mark.pid, signal)
        if (await waitGone(mark, ms)) return
      }
    }),
  )
}
