import { formatBytes } from '@/lib/media/format-bytes'
import type { Content } from './importing/contents'
import type { ImportPlan } from './importing/import-plan'
import { shownPath, shownText } from './shown-path'

/** Failures that are told one by one. */
const TOLD = 200

export interface Summary {
  lines: string[]
  failures: number
}

/** What an import did, for people. */
export function importSummary(
  plan: ImportPlan,
  contents: Content[],
  more: { file: string; reason: string }[],
  dryRun: boolean,
): Summary {
  const of = (kind: string) => contents.filter(({ outcome }) => outcome?.kind === kind)
  const sent = of('sent')
  const known =
    of('known').reduce((sum, { files }) => sum + files, 0) + sent.reduce((sum, { files }) => sum + files - 1, 0)
  const failures = [
    ...plan.failed,
    ...more,
    ...contents.flatMap(({ file, outcome }) =>
      outcome?.kind === 'failed' ? [{ file: shownPath(file.folder, file.name), reason: outcome.reason }] : [],
    ),
  ]
  const bytes = sent.reduce((sum, { file }) => sum + file.bytes, 0)
  const lines = [
    `${dryRun ? 'Would be sent' : 'Sent'}: ${sent.length} (${formatBytes(bytes)})`,
    `Already there: ${known}`,
    ...(contents.some(({ outcome }) => outcome === null)
      ? [`Not reached: ${contents.filter(({ outcome }) => outcome === null).length}`]
      : []),
    ...[...plan.skipped].sort().map(([kind, count]) => `Skipped: ${count} ${kind}`),
    ...failureLines(failures),
  ]
  return { lines, failures: failures.length }
}

export function failureLines(failures: { file: string; reason: string }[]): string[] {
  return [
    `Failed: ${failures.length}`,
    ...failures.slice(0, TOLD).map(({ file, reason }) => `  ${shownText(file)}: ${shownText(reason)}`),
    ...(failures.length > TOLD ? [`  … and ${failures.length - TOLD} more`] : []),
  ]
}
