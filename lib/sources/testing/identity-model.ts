import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import type { PhotoRow } from '@/db/schema/photos'
import type { SourceRow } from '@/db/schema/sources'
import { trashPhoto } from '../../edits/trash-photo'
import { updatePhoto } from '../../edits/update-photo'
import { deletePhoto } from '../../photos/delete-photo'
import { renditionKey } from '../../photos/keys'
import { latestScanOf } from '../ground/find-source'
import { lookAt } from '../objects/look-at'
import { acceptGone } from '../scan/accept-gone'
import { startScan } from '../scan/start-scan'
import { type Change, KEYS, type Story } from './identity-story'
import { contentsOf, isFlat, isShown, type Seen, shaOf } from './model-contents'
import { type Files, ModelFiles } from './model-files'
import { leaveOut } from './partial-listings'
import type { SourceWorld } from './source-world'

interface Place {
  world: SourceWorld
  files: Files
  source: SourceRow
}

let series = 0

/** Plays a story in an empty source, and expects after each round, and all the time, what must always be so. */
export async function play(place: Place, { first, rounds }: Story, startWorker: () => Promise<void>): Promise<void> {
  series += 1
  const contents = await contentsOf(series)
  const model = new Model(place, contents, startWorker)
  for (const [at, number] of first.entries()) await model.change({ what: 'put', key: at, content: number })
  await model.notice({ kind: 'scan' })
  for (const { changes, how } of rounds) {
    for (const each of changes) await model.change(each)
    await model.notice(how)
  }
  await model.notice({ kind: 'scan' })
}

class Model {
  readonly #files: ModelFiles
  readonly #numbers: Map<string, number>
  /** Titles that were given, each once, and the picture each was given to. */
  readonly #titles = new Map<string, number>()
  /** Titles that have been with a flat picture, which cannot be told from others: nobody can say whose they are since. */
  readonly #blurred = new Set<string>()
  /** Contents that each photo has held. */
  readonly #held = new Map<string, Set<string>>()
  /** Contents that the library has known. */
  readonly #known = new Set<string>()
  readonly #previews = new Map<string, Buffer>()

  constructor(
    readonly place: Place,
    readonly contents: Buffer[],
    readonly startWorker: () => Promise<void>,
  ) {
    this.#files = new ModelFiles(place.files)
    this.#numbers = new Map(contents.map((bytes, number) => [shaOf(bytes), number]))
  }

  async change(each: Change): Promise<void> {
    const there = this.#files.keys
    const keys = each.what === 'put' || there.length === 0 ? KEYS : there
    const at = 'key' in each ? (keys[each.key % keys.length] ?? '') : ''
    const to = 'to' in each ? (KEYS[each.to] ?? '') : ''
    switch (each.what) {
      case 'put':
        return this.#files.put(at, each.content, this.contents[each.content] ?? Buffer.alloc(0))
      case 'copy':
        return this.#files.copy(at, to)
      case 'move':
        return this.#files.move(at, to)
      case 'resave':
        return this.#resave(at, to)
      case 'swap':
        return this.#files.round([at, to])
      case 'rotate':
        return this.#files.round([0, 1, 2].map((step) => KEYS[(each.key + step) % KEYS.length] ?? ''))
      case 'shift':
        return this.#files.shift(each.up)
      case 'remove':
        return this.#files.remove(at)
      case 'edit':
        return this.#edit(at, each.visibility)
      case 'trash':
        return this.#trash(at, each.forEver)
    }
  }

  /** Renamed and saved again. */
  async #resave(at: string, to: string): Promise<void> {
    const number = this.#files.at(at)
    if (number === undefined) return
    await this.#files.remove(at)
    await this.#files.put(to, number ^ 1, this.contents[number ^ 1] ?? Buffer.alloc(0))
  }

  async #edit(at: string, to: 'private' | 'public'): Promise<void> {
    const photo = (await this.#photos()).find(({ sourceKey, missingAt }) => sourceKey === at && missingAt === null)
    if (!photo || photo.deletedAt !== null || photo.sha256 === null) return
    const title = `title ${this.#titles.size + 1}`
    this.#titles.set(title, this.#pictureOf(photo.sha256))
    await updatePhoto(this.#owner(), { id: photo.id, patch: { title, visibility: to } })
  }

  async #trash(at: string, forEver: boolean): Promise<void> {
    const photo = (await this.#photos()).find(({ sourceKey, missingAt }) => sourceKey === at && missingAt === null)
    if (!photo || photo.deletedAt !== null) return
    await trashPhoto(this.#owner(), { id: photo.id })
    if (forEver) await deletePhoto(this.#owner(), { id: photo.id })
  }

  /** Has the library notice what happened, watching all the time that nobody sees more than before. */
  async notice(how: Story['rounds'][number]['how']): Promise<void> {
    const before = await this.#photos()
    for (const { sha256 } of before) if (sha256 !== null) this.#known.add(sha256)
    const shown = this.#shownOf(before)
    const watched = { on: true }
    // What it finds is told once the scan has ended.
    const seen = { shown, lost: this.#lostOf(before) }
    const watching = this.#watch(seen, watched).then(
      () => null,
      (error: unknown) => error,
    )
    await this.#look(how).finally(() => {
      watched.on = false
    })
    const found = await watching
    if (found !== null) throw found
    await this.#expectNoWider(seen)
    await this.#expectEdits()
    if (how.kind === 'scan' || how.kind === 'broken') await this.#expectInStep()
  }

  /** What others see: also what a photo held before it was saved again, which is the same picture. */
  #shownOf(before: PhotoRow[]): Set<string> {
    for (const { id, sha256 } of before) {
      if (sha256 !== null) this.#held.set(id, new Set(this.#held.get(id)).add(sha256))
    }
    return new Set(before.filter(isShown).flatMap(({ id }) => [...(this.#held.get(id) ?? [])]))
  }

  async #look(how: Story['rounds'][number]['how']): Promise<void> {
    const { world, source } = this.place
    leaveOut(how.kind === 'partial' ? how.hides.map((index) => KEYS[index] ?? '') : [])
    if (how.kind === 'events') {
      const keys = how.keys.map((index) => KEYS[index] ?? '')
      for (const told of how.apart ? keys.map((each) => [each]) : [keys]) {
        await lookAt(world.context(), { sourceId: source.id, keys: told })
        await world.quiet()
      }
      return
    }
    await startScan(this.#owner(), { sourceId: source.id })
    if (how.kind === 'broken') {
      await sleep(how.after)
      await world.stopWorker()
      await this.startWorker()
      await world.pool.query(`update graphile_worker._private_jobs set run_at = now() where run_at > now()`)
    }
    await world.until('the scan is done', async () => {
      const scan = await latestScanOf(world.db, source.id)
      // Where everything was removed, it asks.
      if (scan?.status === 'paused' && scan.asksGone) await acceptGone(this.#owner(), { sourceId: source.id })
      return scan?.status === 'done'
    })
    await world.quiet()
  }

  async #watch(seen: Seen, watched: { on: boolean }): Promise<void> {
    while (watched.on) {
      await this.#expectNoWider(seen)
      await sleep(15)
    }
  }

  /** Pictures that nobody sees, and of which no file is left as it was known: what comes of them now may not be recognised. */
  #lostOf(before: PhotoRow[]): Set<number> {
    const known = before.filter(({ sha256 }) => sha256 !== null)
    const alive = known.filter(
      (photo) => isShown(photo) || this.#files.count(this.#numbers.get(photo.sha256 ?? '') ?? -1) > 0,
    )
    const lost = new Set(known.map(({ sha256 }) => this.#pictureOf(sha256 ?? '')))
    for (const { sha256 } of alive) lost.delete(this.#pictureOf(sha256 ?? ''))
    return lost
  }

  /** Whatever was known and not public is not public now, nor what may be such a picture saved again elsewhere. */
  async #expectNoWider({ shown, lost }: Seen): Promise<void> {
    for (const photo of (await this.#photos()).filter(isShown)) {
      const { sha256, sourceKey } = photo
      if (sha256 === null || !(this.#known.has(sha256) || lost.has(this.#pictureOf(sha256)))) continue
      expect(shown.has(sha256), `${sourceKey} shows ${this.#numbers.get(sha256)}`).toBe(true)
    }
  }

  /** Each title is with the picture it was given to, and what is drawn of a photo is its content. */
  async #expectEdits(): Promise<void> {
    const seen = new Set<string>()
    for (const { id, title, sha256, revision, sourceKey } of await this.#photos()) {
      if (sha256 === null) continue
      if (title !== '') {
        expect(seen.has(title), `${title} is there twice`).toBe(false)
        seen.add(title)
        const picture = this.#titles.get(title) ?? -1
        if ([picture, this.#pictureOf(sha256)].some((each) => isFlat(each * 2))) this.#blurred.add(title)
        if (!this.#blurred.has(title)) expect(this.#pictureOf(sha256), `${title} at ${sourceKey}`).toBe(picture)
      }
      const { body } = await this.place.world.store.get(renditionKey(id, revision, 'preview'))
      const preview = await buffer(body)
      expect(preview.equals(this.#previews.get(sha256) ?? preview), `the preview of ${sourceKey}`).toBe(true)
      this.#previews.set(sha256, preview)
    }
  }

  /** After a whole scan every file has its photo, and no photo is missing for which there is a file. */
  async #expectInStep(): Promise<void> {
    const photos = await this.#photos()
    const present = photos.filter(({ missingAt }) => missingAt === null)
    for (const { sourceKey, sha256 } of present) {
      expect(this.#numbers.get(sha256 ?? ''), `at ${sourceKey}`).toBe(this.#files.at(sourceKey ?? ''))
    }
    const { rows } = await this.place.world.pool.query<{ key: string }>(
      `select key from source_objects where source_id = $1 and state = 'hidden' and missing_at is null`,
      [this.place.source.id],
    )
    const keys = [...present.map(({ sourceKey }) => sourceKey), ...rows.map((row) => row.key)].sort()
    expect(keys).toEqual(this.#files.keys)
    for (const [sha256, number] of this.#numbers) {
      const files = this.#files.count(number) - rows.filter((row) => this.#files.at(row.key) === number).length
      const of = photos.filter((photo) => photo.sha256 === sha256)
      if (of.some(({ missingAt }) => missingAt !== null)) expect(files, `missing of ${number}`).toBeLessThan(of.length)
    }
  }

  #pictureOf(sha256: string): number {
    return (this.#numbers.get(sha256) ?? -1) >> 1
  }

  #photos(): Promise<PhotoRow[]> {
    return this.place.world.photosOf(this.place.source)
  }

  #owner() {
    return this.place.world.as(this.place.world.anna)
  }
}
