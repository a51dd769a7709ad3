import { cpus, getPriority, loadavg, release, totalmem, type } from 'node:os'

/** What a figure was measured on, as one line. */
export function machineFacts(): string {
  const [first] = cpus()
  const memory = Math.round(totalmem() / 1024 ** 3)
  const load = loadavg()[0]?.toFixed(1)
  const what = `${cpus().length} × ${first?.model.trim() ?? 'unknown processor'}, ${memory} GB`
  const nice = getPriority() === 0 ? '' : `, run at nice ${getPriority()}`
  return `${what}, ${type()} ${release()}, Node.js ${process.versions.node}, load ${load} at the end${nice}`
}

/** A percentile of unsorted numbers (nearest rank). */
export function percentile(values: number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN
}
