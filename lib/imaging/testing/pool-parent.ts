import { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { openDecoderPool } from '../decoder/decoder-pool'

/** A process with a decoder child that spins; it prints the child's id and waits to be killed. */
const pool = openDecoderPool({ size: 1, maxPixels: 1, program: 'lib/imaging/testing/poison-child.ts' })
const photo = (filename: string) =>
  pool
    .decode({ body: Readable.from([Buffer.from('GIF89a')]), bytes: 6, ownerId: 'one', filename })
    .catch(() => undefined)

await photo('fine')
void photo('spin')
await wait(300)
process.stdout.write(String(pool.pids()[0]))
await wait(60_000)
