import { PassThrough, type Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { and, eq, sql } from 'drizzle-orm'
import { ZipFile } from 'yazl'
import { downloads } from '@/db/schema/downloads'
import { userIdOf } from '../context/actor'
import type { Context } from '../context/context'
import { type AppError, notFound } from '../errors/app-error'
import { toAppError } from '../errors/away'
import { describeError, logEvent } from '../log'
import { EntryNames } from './entry-names'
import { damagedNote, NotIncluded } from './not-included'
import { DOWNLOAD_HOURS } from './request-download'
import { type Entry, entriesFor } from './zip-entries'
import { EntryReader, GONE, type Prepared } from './zip-entry'

const BATCH = 200
/** How often it is asked whether the session behind a zip that runs still lasts. */
const ASK_MS = 1_000

interface StreamOptions {
  /** Who fetches the files; given by tests. */
  reader?: EntryReader
  /** Whether whoever asked still may: after a log-out nothing more goes into the zip. */
  stillAllowed?: () => Promise<boolean>
}

/**
 * The zip of a download as a stream (stored, not compressed; ZIP64 where needed). What the actor may see is asked again for each photo when
 * its turn comes. One file never breaks it: what changed in a source is taken as it is now, what has gone or cannot be had is named with the
 * reason in a text file at the end. An upload whose bytes are not those that were uploaded is given as it is, and named in another.
 * @throws AppError not_found: unknown, expired, or another person's or link's; unavailable: nothing of it can be had now
 */
export async function streamDownload(
  ctx: Context,
  id: string,
  { reader = new EntryReader(ctx), stillAllowed = async () => true }: StreamOptions = {},
): Promise<{ name: string; body: Readable }> {
  const [download] = await ctx.db
    .select()
    .from(downloads)
    .where(and(eq(downloads.id, id), sql`${downloads.createdAt} > now() - make_interval(hours => ${DOWNLOAD_HOURS})`))
  if (!download) throw notFound()
  const userId = userIdOf(ctx.actor)
  if (download.userId !== null && download.userId !== userId) throw notFound()
  const linkId = ctx.actor.kind === 'link' ? ctx.actor.linkId : null
  if (download.linkId !== linkId) throw notFound()
  const zip = new DownloadZip(ctx, download.photoIds, reader, stillAllowed)
  await zip.start()
  zip.run().catch((error: unknown) => {
    if (zip.left) return
    logEvent('error', 'download.broken', { downloadId: id, error: describeError(error) })
    zip.body.destroy(error instanceof Error ? error : new Error('the download broke'))
  })
  return { name: `${download.name}.zip`, body: zip.body }
}

type Turn = { entry: Entry; prepared: Prepared } | { entry: null }

class DownloadZip {
  readonly body = new PassThrough()
  readonly #zip = new ZipFile()
  readonly #gone = new AbortController()
  readonly #names = new EntryNames()
  readonly #missing: NotIncluded
  readonly #damaged: string[] = []
  readonly #turns: AsyncGenerator<Turn, void>
  #started = false
  #ended = false
  #askedAt = Number.NEGATIVE_INFINITY
  #first: IteratorResult<Turn, void> | undefined

  constructor(
    private readonly ctx: Context,
    private readonly ids: string[],
    private readonly reader: EntryReader,
    private readonly stillAllowed: () => Promise<boolean>,
  ) {
    this.#missing = new NotIncluded(ids.length)
    this.#turns = this.#eachTurn()
    this.body.once('close', () => this.#gone.abort())
    // yazl reports a broken entry here too; `run` already deals with it.
    this.#zip.on('error', (error: Error) => this.body.destroy(error))
    this.#zip.outputStream.pipe(this.body)
  }

  /** The client has left. */
  get left(): boolean {
    return this.#gone.signal.aborted
  }

  /**
   * Fetches the first file that can be had: until then a status can still say what is wrong.
   * @throws AppError unavailable when our own store is away, or when nothing at all can be had and something is away
   */
  async start(): Promise<void> {
    let away: AppError | undefined
    for (;;) {
      const next = await this.#turns.next()
      this.#first = next
      if (next.done) break
      const { value } = next
      if (value.entry !== null && 'file' in value.prepared) break
      if (value.entry !== null && 'reason' in value.prepared && value.prepared.away !== null) {
        away ??= value.prepared.away
        // One file that cannot be read is no reason to give none; a store that does not answer is.
        if (value.entry.part === 'store') await this.ctx.store.check()
      }
      this.#note(value)
    }
    if (this.#first.done && away) throw away
    this.#started = true
  }

  /** Writes everything, one photo after another; the next one is fetched while one is sent. */
  async run(): Promise<void> {
    let ahead = Promise.resolve(this.#first as IteratorResult<Turn, void>)
    try {
      for (;;) {
        const { done, value } = await ahead
        if (done || this.left) break
        ahead = this.#turns.next()
        // Whoever leaves while the next file is fetched hears nothing of its trouble.
        ahead.catch(() => undefined)
        await this.#write(value)
      }
    } finally {
      await ahead.then(
        (next) => (next.done ? undefined : discard(next.value)),
        () => undefined,
      )
    }
    if (this.left) return
    this.#addText('not included.txt', this.#missing.note())
    this.#addText('damaged.txt', damagedNote(this.#damaged))
    this.#zip.end()
  }

  #addText(name: string, text: string | null): void {
    if (text !== null) this.#zip.addBuffer(Buffer.from(text), this.#names.next(name), { compress: false })
  }

  async *#eachTurn(): AsyncGenerator<Turn, void> {
    for (let start = 0; start < this.ids.length; start += BATCH) {
      for (const entry of await this.#entriesOf(this.ids.slice(start, start + BATCH))) {
        if (this.left) return
        if (entry === null || (await this.#hasEnded())) yield { entry: null }
        else yield { entry, prepared: await this.reader.prepare(entry, this.#started, this.#gone.signal) }
      }
    }
  }

  /** A database that is away says nothing about what may be seen. */
  async #isStillGiven({ id }: Entry): Promise<boolean> {
    const [entry] = await entriesFor(this.ctx, [id]).catch(() => [undefined])
    return entry !== null
  }

  async #hasEnded(): Promise<boolean> {
    if (this.#ended || performance.now() - this.#askedAt < ASK_MS) return this.#ended
    this.#askedAt = performance.now()
    // A database that is away says nothing about the session.
    this.#ended = !(await this.stillAllowed().catch(() => true))
    return this.#ended
  }

  /** When the database does not answer any more, what is left counts as not to be had: the zip still ends whole. */
  async #entriesOf(ids: string[]): Promise<(Entry | null)[]> {
    if (!this.#started) return entriesFor(this.ctx, ids)
    return entriesFor(this.ctx, ids).catch((thrown: unknown) => {
      logEvent('error', 'download.entries', { error: describeError(toAppError(thrown).cause ?? thrown) })
      this.#missing.unknown(ids.length)
      return []
    })
  }

  async #write(turn: Turn): Promise<void> {
    if (turn.entry === null || !('file' in turn.prepared)) return this.#note(turn)
    const { file } = turn.prepared
    // It was fetched while the one before it was sent, which may have taken long.
    if (!(await this.#isStillGiven(turn.entry))) {
      await file.remove()
      return this.#note({ entry: null })
    }
    const body = file.open()
    try {
      const options = { compress: false, size: file.bytes, mtime: entryTime(turn.entry.takenAt) }
      const name = this.#names.next(turn.entry.name)
      if (turn.entry.sha256 !== null && turn.entry.sha256 !== file.sha256) this.#damaged.push(name)
      this.#zip.addReadStream(body, name, options)
      await finished(body, { signal: this.#gone.signal })
    } finally {
      body.destroy()
      await file.remove()
    }
  }

  #note(turn: Turn): void {
    if (turn.entry === null) this.#missing.unnamed()
    else if ('reason' in turn.prepared) {
      if (turn.prepared.reason === GONE) this.#missing.unnamed()
      else this.#missing.named(turn.entry.name, turn.prepared.reason)
    }
  }
}

/** The times that an entry can have: its two fields hold none before 1980 (a day for the time zone), and seconds of 31 bits. */
const [EARLIEST, LATEST] = [Date.UTC(1980, 0, 2), 2 ** 31 * 1000 - 1000]

/** The nearest time that an entry of a zip can have: one outside breaks the zip when its end is written. */
function entryTime(time: Date): Date {
  return new Date(Math.min(LATEST, Math.max(EARLIEST, time.getTime() || EARLIEST)))
}

async function discard(turn: Turn): Promise<void> {
  if (turn.entry !== null && 'file' in turn.prepared) await turn.prepared.file.remove()
}
