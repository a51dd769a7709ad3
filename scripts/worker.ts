import { connect } from '../db/client'
import { SYSTEM } from '../lib/auth/actor'
import type { Context } from '../lib/context'
import { env } from '../lib/env'
import { openDecoderPool } from '../lib/imaging/decoder-pool'
import { readSidecar } from '../lib/imaging/sidecar'
import { type JobHandlers, runWorker } from '../lib/jobs/runner'
import { describeError, logEvent, setLogLevel } from '../lib/log'
import { takeOverOutput } from '../lib/log-output'
import { deleteObjects } from '../lib/photos/delete-objects'
import { emptyTrash } from '../lib/photos/empty-trash'
import { expireUploads } from '../lib/photos/expire-uploads'
import { locatePhotos } from '../lib/photos/locate-photos'
import { processPhoto } from '../lib/photos/process'
import { locate } from '../lib/places/locate'
import { lookAtObjects } from '../lib/sources/look-at'
import { type OpenReader, openReader } from '../lib/sources/open-reader'
import { readLane } from '../lib/sources/read-lane'
import { scanSource } from '../lib/sources/scan-source'
import { tendSources } from '../lib/sources/tend-sources'
import { openStore } from '../lib/storage/open-store'
import { endWithParent } from './parent-watch'

const LIMIT_MS = 7_000

const settings = env()
setLogLevel(settings.LOG_LEVEL)
if (!settings.DATABASE_URL) {
  process.stderr.write('DATABASE_URL is not set. `npm start` starts a worker with everything it needs.\n')
  process.exit(1)
}

const { db, pool } = connect(settings.DATABASE_URL, settings.WORKER_CONCURRENCY + 4, (error) =>
  logEvent('warn', 'database.idle_connection', { error: describeError(error) }),
)
// A client that is out of the pool breaks with an event of its own; its query fails too and says so to its caller.
pool.on('connect', (client) => client.on('error', () => undefined))
const ctx: Context = { actor: SYSTEM, db, store: openStore(settings) }

const decoder = openDecoderPool({ size: settings.WORKER_CONCURRENCY, maxPixels: settings.MAX_PIXELS })

const open: OpenReader = (source) => openReader(db, source)

let watched: AbortSignal | undefined

/** The worker must end: photos under way fail at once, go back into the queue and are not counted as tried. */
function closeDecoderOnAbort(signal: AbortSignal): void {
  // All jobs share one signal: one listener is enough.
  if (watched === signal) return
  watched = signal
  signal.addEventListener('abort', () => void decoder.close(), { once: true })
}

const handlers: JobHandlers = {
  'photo.process': async (payload, signal) => {
    closeDecoderOnAbort(signal)
    await processPhoto(ctx, payload, { decoder, locate, signal })
  },
  'photo.locate': (payload) => locatePhotos(ctx, payload, { locate }),
  'objects.delete': (payload) => deleteObjects(ctx, payload),
  'uploads.expire': async () => void (await expireUploads(ctx)),
  'trash.empty': async () => void (await emptyTrash(ctx)),
  'source.scan': (payload, signal) => scanSource(ctx, payload, { open, locate, signal }),
  'source.index': async (payload, signal) => {
    closeDecoderOnAbort(signal)
    await readLane(ctx, payload, { open, decoder, locate, readSidecar, signal })
  },
  'source.look': (payload, signal) => lookAtObjects(ctx, payload, { open, locate, signal }),
  'sources.tend': (_payload, signal) => tendSources(ctx, signal),
}

let ending = false
let worker: { stop(): Promise<void> } | undefined

function end(reason: string, status: number): void {
  if (ending) return
  ending = true
  logEvent(status === 0 ? 'info' : 'error', 'worker.ending', { reason })
  setTimeout(() => process.exit(status), LIMIT_MS).unref()
  Promise.resolve(worker?.stop())
    .catch((error: unknown) => logEvent('warn', 'worker.stop', { error: describeError(error) }))
    .finally(() => decoder.close().finally(() => process.exit(status)))
}

process.on('SIGTERM', () => end('SIGTERM', 0))
process.on('SIGINT', () => end('SIGINT', 0))
endWithParent(() => end('supervisor has gone', 0))
takeOverOutput('worker', { words: !process.argv.includes('--dev') })

try {
  worker = await runWorker({
    pool,
    databaseUrl: settings.DATABASE_URL,
    handlers,
    concurrency: settings.WORKER_CONCURRENCY,
    onLost: (reason) => end(reason, 1),
  })
  logEvent('info', 'worker.ready', { concurrency: settings.WORKER_CONCURRENCY })
} catch (error) {
  logEvent('error', 'worker.start', { error: describeError(error) })
  process.exit(1)
}
