import { version } from '@/package.json'
import type { Context } from '../context/context'
import { isAway } from '../errors/away'
import { metricLines } from '../health/metric-lines'
import { readiness } from '../health/readiness'
import { requestCounts } from '../health/request-counts'
import { countLibrary } from './get-stats'

/** Counting a large library costs something: whoever scrapes often gets the same numbers for a while. */
const KEPT_MS = 10_000

type Numbers = Awaited<ReturnType<typeof countLibrary>>
let last: { at: number; numbers: Promise<Numbers | null> } | undefined

/** The library and this process in numbers, as Prometheus reads them. No name, place, title or address is among them. */
export async function getMetrics(ctx: Context): Promise<string> {
  const { missing, workers, freeBytes } = await readiness()
  const numbers = missing.includes('database') ? null : await numbersOf(ctx)
  const one = (value: number | null): [Record<string, string>, number][] => (value === null ? [] : [[{}, value]])
  return [
    metricLines('albumen_info', 'gauge', 'The version that runs.', [[{ version, node: process.versions.node }, 1]]),
    metricLines('albumen_ready', 'gauge', 'Whether requests can be served whole.', missing.length === 0 ? 1 : 0),
    metricLines(
      'albumen_part_ready',
      'gauge',
      'Whether a part answers and can be written.',
      (['database', 'queue', 'store', 'secret'] as const).map((part) => [{ part }, missing.includes(part) ? 0 : 1]),
    ),
    metricLines('albumen_workers', 'gauge', 'Workers that live, on all machines.', one(workers)),
    metricLines('albumen_store_free_bytes', 'gauge', 'Room left where originals are kept.', one(freeBytes)),
    ...(numbers ? libraryLines(numbers) : []),
    ...requestLines(),
    ...processLines(),
  ].join('')
}

function numbersOf(ctx: Context): Promise<Numbers | null> {
  if (!last || Date.now() - last.at > KEPT_MS) {
    const numbers = countLibrary(ctx).catch((error: unknown) => {
      last = undefined
      if (isAway(error)) return null
      throw error
    })
    last = { at: Date.now(), numbers }
  }
  return last.numbers
}

function libraryLines({ photos, people, bytes, queue }: Numbers): string[] {
  const states = (of: Record<string, number>): [{ state: string }, number][] =>
    Object.entries(of).map(([state, value]) => [{ state }, value])
  const { ready, processing, failed, trashed } = photos
  const { total, disabled, administrators, active } = people
  return [
    metricLines('albumen_photos', 'gauge', 'Photos by state.', states({ ready, processing, failed, trashed })),
    metricLines('albumen_source_photos', 'gauge', 'Photos that lie in sources.', photos.fromSources),
    metricLines('albumen_upload_bytes', 'gauge', 'What uploads take.', bytes.uploads),
    metricLines('albumen_people', 'gauge', 'Accounts.', states({ total, disabled, administrators, active })),
    metricLines('albumen_jobs', 'gauge', 'Jobs by state.', states(queue)),
  ]
}

function requestLines(): string[] {
  const counts = requestCounts()
  const by = (field: 'requests' | 'seconds'): [{ route: string; status: number }, number][] =>
    counts.map(({ route, status, ...sums }) => [{ route, status }, sums[field]])
  return [
    metricLines('albumen_http_requests_total', 'counter', 'Answers of the API by this process.', by('requests')),
    metricLines('albumen_http_request_seconds_total', 'counter', 'Time until they began.', by('seconds')),
  ]
}

function processLines(): string[] {
  const { user, system } = process.cpuUsage()
  const started = Date.now() / 1000 - process.uptime()
  return [
    metricLines('process_cpu_seconds_total', 'counter', 'Time of processors.', (user + system) / 1e6),
    metricLines('process_resident_memory_bytes', 'gauge', 'Memory in use.', process.memoryUsage.rss()),
    metricLines('nodejs_heap_size_used_bytes', 'gauge', 'Heap in use.', process.memoryUsage().heapUsed),
    metricLines('process_start_time_seconds', 'gauge', 'When it began, since 1970.', Math.round(started)),
  ]
}
