import { setTimeout as sleep } from 'node:timers/promises'
import { connect } from '../db/client'
import { forgetAccountLinks } from '../lib/accounts/account-links'
import { forgetInvitations } from '../lib/accounts/invitations'
import { sendAccountMail } from '../lib/accounts/send-account-mail'
import { forgetAudit } from '../lib/audit/forget'
import { SYSTEM } from '../lib/context/actor'
import type { Context } from '../lib/context/context'
import { keepGroups } from '../lib/duplicates/keep-groups'
import { emptyTrash } from '../lib/edits/empty-trash'
import { redrawPhoto } from '../lib/edits/redraw-photo'
import { env } from '../lib/env'
import { type DecoderPool, openDecoderPool } from '../lib/imaging/decoder/decoder-pool'
import { readSidecar } from '../lib/imaging/metadata/sidecar'
import { locatePhotos } from '../lib/ingest/locate-photos'
import { processPhoto } from '../lib/ingest/process'
import { turnPhotos } from '../lib/ingest/turn-photos'
import { type JobHandlers, runWorker } from '../lib/jobs/runner'
import { describeError, logEvent, setLogLevel } from '../lib/log'
import { takeOverOutput } from '../lib/log-output'
import { deleteObjects } from '../lib/photos/delete-objects'
import { locate } from '../lib/places/locate'
import { checkCountersApart, foldCounters } from '../lib/search/query/keep-counters'
import { describePhotos } from '../lib/similar/describe-photos'
import { type OpenReader, openReader } from '../lib/sources/ground/open-reader'
import { lookAtObjects } from '../lib/sources/objects/look-at'
import { readLane } from '../lib/sources/read/read-lane'
import { scanSource } from '../lib/sources/scan/scan-source'
import { tendSources } from '../lib/sources/scan/tend-sources'
import { openStore } from '../lib/storage/open-store'
import { expireUploads } from '../lib/uploads/expire-uploads'
import { healPhotos } from '../lib/uploads/heal-originals'
import { deliverWebhooks } from '../lib/webhooks/deliver-webhooks'
import { followOutbox } from '../lib/webhooks/follow-outbox'
import { sweepDeliveries } from '../lib/webhooks/sweep-deliveries'
import { endPlainly } from './end-plainly'
import { endWithParent } from './parent-watch'
import { requireVersionWhenThere } from './wait-for-database'

const LIMIT_MS = 7_000
const FIRST_WAIT_MS = 500
const MOST_WAIT_MS = 10_000

const settings = env()
setLogLevel(settings.LOG_LEVEL)
if (!settings.DATABASE_URL) {
  process.stderr.write('DATABASE_URL is not set. `npm start` starts a worker with everything it needs.\n')
  process.exit(1)
}
const databaseUrl = settings.DATABASE_URL

const { db, pool } = connect(databaseUrl, settings.WORKER_CONCURRENCY + 4, (error) =>
  logEvent('warn', 'database.idle_connection', { error: describeError(error) }),
)
const ctx: Context = { actor: SYSTEM, db, store: openStore(settings) }

/** One connection to the queue, from its start until it breaks or the process ends. */
interface Run {
  decoder: DecoderPool
  worker: { stop(): Promise<void> }
  /** Settles with the reason when the queue or the proof of life is lost. */
  lost: Promise<string>
}

let ending = false
let current: Run | undefined

async function startRun(): Promise<Run> {
  const decoder = openDecoderPool({ size: settings.WORKER_CONCURRENCY, maxPixels: settings.MAX_PIXELS })
  let onLost: (reason: string) => void = () => undefined
  const lost = new Promise<string>((resolve) => {
    onLost = resolve
  })
  try {
    const handlers = handlersWith(decoder)
    const worker = await runWorker({ pool, databaseUrl, handlers, concurrency: settings.WORKER_CONCURRENCY, onLost })
    return { decoder, worker, lost }
  } catch (error) {
    await decoder.close()
    throw error
  }
}

function handlersWith(decoder: DecoderPool): JobHandlers {
  const open: OpenReader = (source) => openReader(db, source)
  let watched: AbortSignal | undefined
  /** The run must end: photos under way fail at once, go back into the queue and are not counted as tried. */
  const closeDecoderOnAbort = (signal: AbortSignal) => {
    // All jobs share one signal: one listener is enough.
    if (watched === signal) return
    watched = signal
    signal.addEventListener('abort', () => void decoder.close(), { once: true })
  }
  return {
    'photo.process': async (payload, signal) => {
      closeDecoderOnAbort(signal)
      const outcome = await processPhoto(ctx, payload, { decoder, locate, signal })
      return outcome === 'failed' ? outcome : undefined
    },
    'photo.redraw': (payload) => redrawPhoto(ctx, payload),
    'photo.heal': (payload) => healPhotos(ctx, payload),
    'photos.turn': (payload, signal) => {
      closeDecoderOnAbort(signal)
      return turnPhotos(ctx, payload, { decoder, signal })
    },
    'photo.locate': (payload) => locatePhotos(ctx, payload, { locate }),
    'photos.describe': (payload, signal) => describePhotos(ctx, payload, { decoder, signal }),
    'duplicates.keep': (payload, signal) => keepGroups(db, payload, signal),
    'objects.delete': (payload) => deleteObjects(ctx, payload),
    'uploads.expire': async () => {
      await expireUploads(ctx)
      await sweepDeliveries(ctx)
    },
    'audit.forget': async () => {
      await forgetAudit(db)
      await forgetInvitations(db)
      await forgetAccountLinks(db)
    },
    'trash.empty': async () => void (await emptyTrash(ctx)),
    'counters.fold': async () => void (await foldCounters(ctx)),
    'counters.check': async () => void (await checkCountersApart(databaseUrl)),
    'source.scan': (payload, signal) => scanSource(ctx, payload, { open, locate, signal }),
    'source.index': async (payload, signal) => {
      closeDecoderOnAbort(signal)
      await readLane(ctx, payload, { open, decoder, locate, readSidecar, signal })
    },
    'source.look': (payload, signal) => lookAtObjects(ctx, payload, { open, locate, signal }),
    'sources.tend': (_payload, signal) => tendSources(ctx, signal),
    'mail.send': (payload, signal) => sendAccountMail(db, payload, signal),
    'webhooks.deliver': (_payload, signal) => deliverWebhooks(ctx, { signal }),
  }
}

/** Works as long as the process lives: where the database goes away the worker waits for it and goes on. */
async function keepWorking(): Promise<void> {
  for (let wait = FIRST_WAIT_MS; !ending; ) {
    await requireVersionWhenThere(databaseUrl, () => ending)
    if (ending) return
    try {
      current = await startRun()
      logEvent('info', 'worker.ready', { concurrency: settings.WORKER_CONCURRENCY })
      wait = FIRST_WAIT_MS
      const reason = await current.lost
      if (ending) return
      logEvent('error', 'worker.lost', { reason })
      await stopRun(current)
    } catch (error) {
      logEvent('error', 'worker.start', { nextTryInMs: wait, error: describeError(error) })
      await sleep(wait)
      wait = Math.min(wait * 2, MOST_WAIT_MS)
    }
  }
}

/** Stops what ran. Others may have its jobs by now: a job that does not end would work beside them, so the process ends then. */
async function stopRun({ worker, decoder }: Run): Promise<void> {
  await decoder.close()
  const stopped = await Promise.race([worker.stop().then(() => true), sleep(LIMIT_MS, false)]).catch((error) => {
    // Its connection is broken: it cannot say good-bye to the queue, whose sweep frees what it held.
    logEvent('warn', 'worker.stop', { error: describeError(error) })
    return true
  })
  current = undefined
  if (!stopped) end('jobs did not end', 1)
}

function end(reason: string, status: number): void {
  if (ending) return
  ending = true
  logEvent(status === 0 ? 'info' : 'error', 'worker.ending', { reason })
  setTimeout(() => process.exit(status), LIMIT_MS).unref()
  const run = current
  Promise.resolve(run?.worker.stop())
    .catch((error: unknown) => logEvent('warn', 'worker.stop', { error: describeError(error) }))
    .then(() => run?.decoder.close())
    .finally(() => process.exit(status))
}

process.on('SIGTERM', () => end('SIGTERM', 0))
process.on('SIGINT', () => end('SIGINT', 0))
endWithParent(() => end('supervisor has gone', 0))
takeOverOutput('worker', { words: !process.argv.includes('--dev') })
followOutbox(databaseUrl, db)

await keepWorking().catch(endPlainly)
