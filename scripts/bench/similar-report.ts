import { machineFacts, percentile } from './machine'
import type { Times, TreeFigures } from './similar-measure'

interface Report {
  rows: number
  times: Times[]
  tree: TreeFigures
  arrival: Times[]
  pages: Times[]
  sizes: { name: string; size: string }[]
  /** The least and the most while it ran. */
  load: readonly [number, number]
}

const number = (value: number) => value.toLocaleString('en')
const ms = (value: number) => (value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : value.toFixed(0))

/** The table that is kept in git. */
export function printReport({ rows, times, tree, arrival, pages, sizes, load }: Report): string {
  const inTree = tree.times.map((one, place) => ({
    ...one,
    what: `${one.what}, ${((tree.visited[place] ?? 0) * 100).toFixed(0)} % of the nodes`,
  }))
  return [
    `# One picture among ${number(rows)}`,
    '',
    `${machineFacts()}; load ${load[0].toFixed(1)} to ${load[1].toFixed(1)} while it ran.`,
    `Made by \`npm run bench:similar-speed -- ${rows}\` on ${new Date().toISOString().slice(0, 10)}. Milliseconds, one at a time, pictures of the library drawn at random.`,
    `Cold: after a start, with the files out of the system's memory. The other figures of the database are warm.`,
    '',
    '| look-up | bits | p50 | p95 | p99 |',
    '|---|---:|---:|---:|---:|',
    ...[...times, ...inTree].map((one) => `| ${one.what} | ${one.distance} | ${percentiles(one)} |`),
    '',
    `The tree was built in ${tree.seconds.toFixed(0)} s and takes ${number(Math.round(tree.bytes / 2 ** 20))} MB of typed arrays; it is built anew at each start.`,
    `On disk: ${sizes.map(({ name, size }) => `${name} ${size}`).join(', ')}.`,
    '',
    '## A photo that arrives',
    '',
    '| part | p50 | p95 | p99 |',
    '|---|---:|---:|---:|',
    ...arrival.map((one) => `| ${one.what} | ${percentiles(one)} |`),
    ...(pages.length === 0
      ? []
      : [
          '',
          '## Pages of 20 groups of duplicates',
          '',
          '| page | groups | p50 | p95 | p99 |',
          '|---|---:|---:|---:|---:|',
        ]),
    ...pages.map((one) => `| ${one.what} | ${number(one.distance)} | ${percentiles(one)} |`),
    '',
  ].join('\n')
}

function percentiles({ times }: Times): string {
  return [50, 95, 99].map((percent) => ms(percentile(times, percent))).join(' | ')
}
