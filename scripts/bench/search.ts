import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { cpus, loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { migrateDatabase } from '../../db/migrate'
import { startPostgres } from '../postgres'
import { searchCases } from './search-cases'
import { fillOnce } from './search-data'
import { type Measured, measureCases } from './search-measure'
import { printReport } from './search-report'
import { measureWrites } from './search-writes'

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    /** A folder that keeps the database for the next run. */
    data: { type: 'string' },
    /** A database made by an earlier run, instead of an own server. */
    url: { type: 'string' },
    repeats: { type: 'string', default: '30' },
    /** Only cases whose kind and name hold this. */
    only: { type: 'string', default: '' },
    out: { type: 'string', default: 'scripts/bench/results' },
    writes: { type: 'boolean', default: true },
  },
  allowNegative: true,
})

/** `npm run bench:search`: builds the library once, asks every question many times and prints percentiles and plans. */
async function main(): Promise<void> {
  const rows = Number(values.rows)
  const folder = values.data ?? (await mkdtemp(path.join(tmpdir(), 'albumen-bench-')))
  const server = values.url ? null : await startPostgres(path.join(folder, 'postgres'))
  const url = values.url ?? server?.url ?? ''
  try {
    await migrateDatabase(url)
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    const made = await fillOnce(client, rows)
    const { rows: owners } = await client.query<{ id: string; username: string }>(
      "select id, username from users where username = 'owner-2'",
    )
    const owner = owners[0]
    if (!owner) throw new Error('the library has no owner-2')
    const cases = (await searchCases(client, owner.id)).filter((one) => `${one.kind} ${one.name}`.includes(values.only))
    const results: Measured[] = await measureCases(url, owner, cases, Number(values.repeats))
    const writes = values.writes ? await measureWrites(client) : []
    await client.end()
    const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}, load ${loadavg()[0]?.toFixed(1)}, Node ${process.version}`
    const report = printReport({ rows, machine, results, writes, made })
    console.log(report.table)
    if (values.only === '') {
      await mkdir(values.out, { recursive: true })
      await writeFile(path.join(values.out, 'search.md'), report.table)
      await writeFile(path.join(values.out, 'search-plans.md'), report.plans)
    } else console.log(report.plans)
  } finally {
    await server?.stop()
    if (!values.data) await rm(folder, { recursive: true, force: true })
  }
}

await main()
