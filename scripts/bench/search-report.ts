import { GOALS } from './search-cases'
import type { Measured } from './search-measure'
import type { WriteCost } from './search-writes'

interface Report {
  rows: number
  machine: string
  results: Measured[]
  writes: WriteCost[]
  /** Seconds that filling the library took. */
  made: number | null
}

/** The table that is kept in git, and the plan of every slowest query beside it. */
export function printReport({ rows, machine, results, writes, made }: Report): { table: string; plans: string } {
  const lines = [
    '# Search, measured',
    '',
    `${rows.toLocaleString('en')} photos of 20 owners over 30 years, made by \`scripts/bench/search-data.ts\`. ${machine}.`,
    'Milliseconds in the verb (query, presentation), warm, one at a time, in each case over several values from frequent to rare.',
    'Made by `npm run bench:search`; it writes the plans of the slowest queries beside this table.',
    '',
    '| question | who: filter | p50 | p95 | goal | |',
    '|---|---|---:|---:|---:|---|',
    ...results.map((result) => {
      const goal = GOALS[result.kind]
      const verdict = goal === null ? '' : result.p95 <= goal ? 'met' : `missed: ${(result.p95 / goal).toFixed(1)} ×`
      return `| ${result.kind} | ${result.name} | ${result.p50.toFixed(1)} | ${result.p95.toFixed(1)} | ${goal ?? ''} | ${verdict} |`
    }),
    '',
    ...summary(results),
    '',
    ...(writes.length > 0
      ? [
          '## What it costs at write time',
          '',
          "Milliseconds of the server's processor a photo.",
          '',
          '| write | with all of it | without triggers | without search column and indexes too |',
          '|---|---:|---:|---:|',
        ]
      : []),
    ...writes.map(
      ({ name, whole, untold, bare }) =>
        `| ${name} | ${whole.toFixed(2)} | ${untold.toFixed(2)} | ${bare.toFixed(2)} |`,
    ),
    ...(made === null ? [] : ['', `Filling the library took ${Math.round(made)} s.`]),
    '',
  ]
  const plans = results.map(
    (result) =>
      `## ${result.kind}: ${result.name}\n\n\`${result.slowest}\` ${result.p95.toFixed(1)} ms\n\n\`\`\`\n${result.plan}\n\`\`\`\n`,
  )
  return { table: lines.join('\n'), plans: ['# Plans of the slowest queries', '', ...plans].join('\n') }
}

function summary(results: Measured[]): string[] {
  return Object.entries(GOALS).flatMap(([kind, goal]) => {
    const of = results.filter((result) => result.kind === kind)
    if (goal === null || of.length === 0) return []
    const met = of.filter((result) => result.p95 <= goal).length
    return [`- ${kind}: ${met} of ${of.length} within ${goal} ms.`]
  })
}
