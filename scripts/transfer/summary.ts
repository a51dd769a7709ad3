import { formatBytes } from '@/lib/media/format-bytes'
import { counted } from '@/lib/media/plural'
import type { Content, Outcome } from './importing/contents'
import type { ImportPlan } from './importing/import-plan'
import type { LibraryPhoto } from './library-file'
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
    ...contents.flatMap(({ file, outcome, records }) =>
      outcome?.kind === 'failed' && !hadFailed(records, outcome)
        ? [{ file: shownPath(file.folder, file.name), reason: outcome.reason }]
        : [],
    ),
  ]
  const before = contents.filter(({ outcome, records }) => outcome?.kind === 'failed' && hadFailed(records, outcome))
  const bytes = sent.reduce((sum, { file }) => sum + file.bytes, 0)
  const lines = [
    `${dryRun ? 'Would be sent' : 'Sent'}: ${sent.length} (${formatBytes(bytes)})`,
    `Already there: ${known}`,
    ...(contents.some(({ outcome }) => outcome === null)
      ? [`Not reached: ${contents.filter(({ outcome }) => outcome === null).length}`]
      : []),
    ...[...plan.skipped].sort().map(([kind, count]) => `Skipped: ${skippedWords(kind, count)}`),
    ...before.map(
      ({ file }) => `Could not be read in the exported library either: ${shownPath(file.folder, file.name)}`,
    ),
    ...failureLines(failures),
  ]
  return { lines, failures: failures.length }
}

/** What an export had as failed, and fails here for the same reason, is as it was. */
function hadFailed(records: LibraryPhoto[], { unreadable }: Extract<Outcome, { kind: 'failed' }>): boolean {
  return unreadable && records.length > 0 && records.every(({ failure }) => typeof failure === 'string')
}

/** Kinds are named in the plural; `pictures of other formats` is such. */
function skippedWords(kind: string, count: number): string {
  const one = kind.replace(/^((?:other |symbolic )?\p{L}+?)s\b/u, '$1')
  return counted(count, ONE_OF_MANY[kind] ?? one, kind)
}

const ONE_OF_MANY: Record<string, string> = {
  'hidden and system folders': 'hidden or system folder',
  'pipes, sockets and devices': 'pipe, socket or device',
  'notes that say nothing': 'note that says nothing',
}

/** Photos that the library holds and cannot show: their originals are in the export all the same. */
export function unreadableLines(photos: LibraryPhoto[]): string[] {
  return photos.flatMap(({ path, failure }) =>
    path !== null && typeof failure === 'string'
      ? [`The library cannot show, exported as it is: ${shownText(path)}: ${shownText(failure)}`]
      : [],
  )
}

/** The lines of a summary that name what failed and why: the first of them, and how many more. */
export function failureLines(failures: { file: string; reason: string }[]): string[] {
  return [
    `Failed: ${failures.length}`,
    ...failures.slice(0, TOLD).map(({ file, reason }) => `  ${shownText(file)}: ${shownText(reason)}`),
    ...(failures.length > TOLD ? [`  … and ${failures.length - TOLD} more`] : []),
  ]
}
