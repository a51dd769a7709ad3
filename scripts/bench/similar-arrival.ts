import { randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import pg from 'pg'
import { openDatabase } from '../../db/client'
import { keepGroups } from '../../lib/duplicates/keep-groups'
import { type Hashes, makeHashes } from './similar-hashes'
import { ownerOf, printOf, seedsOf, type Times, timed, WARM_UP } from './similar-measure'

const NEVER = new AbortController().signal
const ARRIVALS = 300
const BATCHES = 5
/** Of pictures that are not in the library. */
const NEW_SEED = 77
const CAMERA = { make: 'Canon', model: 'EOS R5' }
let minute = 0

/**
 * What it costs that a photo gets its picture: the triggers that write its bands and its work, as the database times them, and the part of the job.
 * A third of them are copies of photos that are there.
 */
export async function measureArrival(client: pg.Client, hashes: Hashes, url: string): Promise<Times[]> {
  const owner = await ownerOf(client, 1)
  // As the worker has it.
  const pool = new pg.Pool({ connectionString: url, max: 1 })
  const db = openDatabase(pool)
  const newOnes = makeHashes(ARRIVALS + WARM_UP, NEW_SEED)
  const triggers: number[] = []
  const job: number[] = []
  await client.query('delete from duplicate_work')
  const processor = await processorOf(pool)
  for (const [run, n] of seedsOf(hashes, ARRIVALS + WARM_UP).entries()) {
    const print = run % 3 === 0 ? printOf(hashes, n) : printOf(newOnes, run)
    const id = await unfinished(client, owner.id)
    const spent = await triggerMs(client, id, print)
    processor.start()
    const kept = await timed(() => keepGroups(db, { ownerId: owner.id }, NEVER))
    processor.stop()
    if (run < WARM_UP) continue
    triggers.push(spent)
    job.push(kept)
  }
  const together: number[] = []
  for (let batch = 0; batch < BATCHES; batch++) {
    for (const n of seedsOf(newOnes, 100)) {
      await triggerMs(
        client,
        await unfinished(client, owner.id),
        printOf(hashes, (n * 31 + batch * 1009) % hashes.count),
      )
    }
    together.push((await timed(() => keepGroups(db, { ownerId: owner.id }, NEVER))) / 100)
  }
  // Without the indexes that are left out here a delete would read the whole table for each.
  await client.query(
    "update photos set status = 'failed', hash = null, detail = null where filename = 'a.jpg' and status = 'ready'",
  )
  await keepGroups(db, { ownerId: owner.id }, NEVER)
  await pool.end()
  return [
    { what: 'triggers: six bands, and a row of work', distance: 16, times: triggers },
    { what: 'job: pairs and groups', distance: 16, times: job },
    { what: 'job, a hundred copies that came together, each', distance: 16, times: together },
    { what: 'triggers and job, alone', distance: 16, times: job.map((ms, run) => ms + (triggers[run] ?? 0)) },
    {
      what: 'the job alone, time of the processor of server and worker, on average',
      distance: 16,
      times: [processor.mean()],
    },
  ]
}

/** What the server's process of a connection and this one use between start and stop: it says as much on a busy machine as on a quiet one. */
async function processorOf(client: pg.Pool) {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  const used = () => {
    // utime and stime, in hundredths of a second.
    const fields = readFileSync(`/proc/${rows[0]?.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    const { user, system } = process.cpuUsage()
    return (Number(fields[11]) + Number(fields[12])) * 10 + (user + system) / 1000
  }
  let [begun, sum, runs] = [0, 0, 0]
  return {
    start: () => {
      begun = used()
    },
    stop: () => {
      sum += used() - begun
      runs += 1
    },
    mean: () => sum / runs,
  }
}

async function unfinished(client: pg.Client, ownerId: string): Promise<string> {
  const id = randomUUID()
  await client.query(
    `insert into photos (id, owner_id, status, filename, object_key, bytes, media_type) values ($1, $2, 'processing', 'a.jpg', $3, 1000, 'image/jpeg')`,
    [id, ownerId, `originals/${id}`],
  )
  return id
}

/** As the worker finishes a photo. */
async function triggerMs(
  client: pg.Client,
  id: string,
  { hash, detail }: { hash: string; detail: string },
): Promise<number> {
  // A minute after the one before: shots are looked for around it, and none found.
  minute += 1
  const taken = new Date(Date.UTC(2024, 0, 1, 0, minute)).toISOString().slice(0, -1)
  const { rows } = await client.query(
    `explain (analyze, format json) update photos set status = 'ready', hash = $2::bit(128), detail = $3::bit(512), sha256 = $4,
      width = 4000, height = 3000, thumb_width = 512, thumb_height = 384, preview_width = 2048, preview_height = 1536, file_fields = $5::jsonb where id = $1`,
    [id, hash, detail, randomBytes(32).toString('hex'), JSON.stringify({ takenLocal: taken, camera: CAMERA })],
  )
  const { Triggers } = rows[0]['QUERY PLAN'][0] as { Triggers: { 'Trigger Name': string; Time: number }[] }
  return Triggers.filter((trigger) => /bands|duplicates/.test(trigger['Trigger Name'])).reduce(
    (sum, { Time }) => sum + Time,
    0,
  )
}
