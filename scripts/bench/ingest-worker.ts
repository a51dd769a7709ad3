import { Transform } from 'node:stream'
import { connect } from '../../db/client'
import { SYSTEM } from '../../lib/context/actor'
import { env } from '../../lib/env'
import { openDecoderPool } from '../../lib/imaging/decoder/decoder-pool'
import { cpuMs } from '../../lib/imaging/decoder/process-usage'
import { processPhoto } from '../../lib/ingest/process'
import { type JobHandlers, runWorker } from '../../lib/jobs/runner'
import { setLogLevel } from '../../lib/log'
import { locate } from '../../lib/places/locate'
import type { ObjectStore } from '../../lib/storage/object-store'
import { openStore } from '../../lib/storage/open-store'

/** What the worker of the bench has asked of the store and needed, told to its parent when asked. */
export interface WorkerTally {
  gets: number
  bytesRead: number
  decoderPeakBytes: number
  /** Processor seconds of the decoder children that live. */
  decoderCpu: number
}

/** The worker as it is (queue, verb, decoder children, places), with a store that counts what is read of it. */
const settings = env()
setLogLevel(settings.LOG_LEVEL)
const { db, pool } = connect(settings.DATABASE_URL ?? '', settings.WORKER_CONCURRENCY + 4, () => undefined)
pool.on('connect', (client) => client.on('error', () => undefined))
const decoder = openDecoderPool({ size: settings.WORKER_CONCURRENCY, maxPixels: settings.MAX_PIXELS })
const tally: WorkerTally = { gets: 0, bytesRead: 0, decoderPeakBytes: 0, decoderCpu: 0 }

function counted(store: ObjectStore): ObjectStore {
  const get: ObjectStore['get'] = async (key, range) => {
    const object = await store.get(key, range)
    tally.gets++
    const count = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        tally.bytesRead += chunk.byteLength
        done(null, chunk)
      },
    })
    object.body.on('error', (error) => count.destroy(error))
    return { ...object, body: object.body.pipe(count) }
  }
  return new Proxy(store, {
    get: (target, name) =>
      name === 'get' ? get : (Reflect.get(target, name).bind?.(target) ?? Reflect.get(target, name)),
  })
}

const ctx = { actor: SYSTEM, db, store: counted(openStore(settings)) }
const decoderCpu = () => decoder.pids().reduce((sum, pid) => sum + cpuMs(pid) / 1000, 0)
const nothing = async () => undefined
const handlers: JobHandlers = {
  'photo.process': async (payload, signal) => void (await processPhoto(ctx, payload, { decoder, locate, signal })),
  'photo.redraw': nothing,
  'photo.heal': nothing,
  'photo.locate': nothing,
  'photos.turn': async () => undefined,
  'photos.describe': async () => undefined,
  'duplicates.keep': async () => undefined,
  'objects.delete': nothing,
  'uploads.expire': nothing,
  'audit.forget': nothing,
  'trash.empty': nothing,
  'counters.fold': nothing,
  'counters.check': nothing,
  'source.scan': nothing,
  'source.index': nothing,
  'source.look': nothing,
  'sources.tend': nothing,
  'mail.send': nothing,
  'webhooks.deliver': nothing,
}

const worker = await runWorker({
  pool,
  databaseUrl: settings.DATABASE_URL ?? '',
  handlers,
  concurrency: settings.WORKER_CONCURRENCY,
  onLost: () => process.exit(1),
})
process.on('message', async (message) => {
  if (message === 'tally') process.send?.({ ...tally, decoderPeakBytes: decoder.peakBytes(), decoderCpu: decoderCpu() })
  else {
    await worker.stop()
    await decoder.close()
    process.exit(0)
  }
})
process.on('disconnect', () => process.exit(0))
process.send?.('ready')
