import { rename, rm } from 'node:fs/promises'
import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { photos } from '@/db/schema/photos'
import { trashPhoto } from '../../edits/trash-photo'
import { updatePhoto } from '../../edits/update-photo'
import { deletePhoto } from '../../photos/delete-photo'
import { latestScanOf } from '../ground/find-source'
import { forgetMissing, forgetOverdue } from '../objects/forget-missing'
import { folder, series, stageFolders, world } from '../testing/folder-stage'
import { flat, mosaic, type SceneFacts, scene } from '../testing/scenes'

stageFolders('public')

/** The time is of one test alone, as pictures are. */
let facts: { taken: string; model: string }
const picture = (number: number, of?: SceneFacts) => scene(series + number, of)
beforeEach(async () => {
  facts = { taken: `2024:05:01 10:${String(series / 100).padStart(2, '0')}:00`, model: 'X1' }
})

const anna = () => world.as(world.anna)

const notes = async () =>
  (await latestScanOf(world.db, folder.source.id))?.notes.map(({ kind, key }) => `${kind} ${key}`)
const away = async (key: string) => {
  await folder.move(key, `../away-${series}`)
  await folder.scanEmptied()
}
const back = async (key: string) => {
  await rename(folder.at(`../away-${series}`), folder.at(key))
  await folder.scan()
}
/** A private picture at a key of a public source. @returns its id */
const keep = async (key: string, content: Buffer) => {
  await folder.put(key, content)
  await folder.scan()
  return folder.entitle(key, 'mine', 'private')
}
const deleteForEver = async (id: string) => {
  await trashPhoto(anna(), { id })
  await deletePhoto(anna(), { id })
}

describe('a private picture that is deleted for ever', () => {
  it.each(['a.jpg', 'elsewhere.jpg'])('while it is missing stays away when it comes back as %s', async (to) => {
    const id = await keep('a.jpg', await picture(1, facts))
    await away('a.jpg')
    await deleteForEver(id)
    await back(to)
    await folder.move(to, 'again.jpg')
    await folder.scan()
    expect(await folder.seen()).toEqual([])
  })

  it('and was trashed before it was away, stays away', async () => {
    const id = await keep('a.jpg', await picture(1))
    await trashPhoto(anna(), { id })
    await away('a.jpg')
    await deletePhoto(anna(), { id })
    await back('a.jpg')
    expect(await folder.seen()).toEqual([])
  })

  it('stays away when it is saved again where it lies, again and again, also after it was moved', async () => {
    await deleteForEver(await keep('a.jpg', await picture(1, facts)))
    await folder.put('a.jpg', await picture(1, { ...facts, quality: 80 }))
    await folder.scan()
    await folder.put('a.jpg', await picture(1, { ...facts, quality: 70 }))
    await folder.scan()
    expect(await folder.seen()).toEqual([])
    await folder.move('a.jpg', 'b.jpg')
    await folder.scan()
    await folder.put('b.jpg', await picture(1, { ...facts, quality: 60 }))
    await folder.scan()
    expect(await folder.seen()).toEqual([])
  })

  it('comes back private at most where nothing tells whether it is that one, and is named', async () => {
    await deleteForEver(await keep('a.jpg', await picture(1)))
    await folder.put('a.jpg', await picture(1, { quality: 60 }))
    await folder.scan()
    expect(await folder.seen()).toEqual(['a.jpg: - private'])
    expect(await notes()).toEqual(['kept_private a.jpg'])
  })

  it('and was hidden when less was known of it, is private when it is saved again', async () => {
    await deleteForEver(await keep('a.jpg', await picture(1, facts)))
    await world.pool.query('update hidden_contents set likeness = null where source_id = $1', [folder.source.id])
    await folder.put('a.jpg', await picture(1, { ...facts, quality: 60 }))
    await folder.scan()
    expect(await folder.seen()).toEqual(['a.jpg: - private'])
  })

  it('is private at most when it was renamed and saved again', async () => {
    await deleteForEver(await keep('a.jpg', await picture(1, facts)))
    await rm(folder.at('a.jpg'))
    await folder.put('b.jpg', await picture(1, { ...facts, quality: 60 }))
    await folder.scan()
    expect(await folder.seen()).toEqual(['b.jpg: - private'])
  })

  it('leaves its name to another picture', async () => {
    await deleteForEver(await keep('a.jpg', await picture(1, facts)))
    await folder.put('a.jpg', await picture(2, { ...facts, taken: '2024:06:01 10:00:00' }))
    await folder.scan()
    expect(await folder.seen()).toEqual(['a.jpg: - public'])
  })
})

describe('a private picture that is forgotten while it is missing', () => {
  const byHand = () => forgetMissing(anna(), { sourceId: folder.source.id })
  const overdue = async () => {
    await world.pool.query(`update photos set missing_at = missing_at - interval '2 days' where source_id = $1`, [
      folder.source.id,
    ])
    return forgetOverdue(world.context(), { ...folder.source, forgetAfterDays: 1 })
  }

  it.each([
    ['by hand', byHand],
    ['in time', overdue],
  ])('%s comes back private, and is named', async (_how, forget) => {
    await keep('a.jpg', await picture(1))
    await away('a.jpg')
    expect(await forget()).toBe(1)
    await back('b.jpg')
    expect(await folder.seen()).toEqual(['b.jpg: - private'])
    expect(await notes()).toEqual(['kept_private b.jpg'])
    // Its owner decides anew, and is not contradicted.
    await folder.entitle('b.jpg', 'new', 'public')
    await folder.put('c.jpg', await picture(1))
    await folder.scan()
    expect(await folder.seen()).toEqual(['b.jpg: new public', 'c.jpg: - public'])
  })

  it('comes back private when it was saved again', async () => {
    await keep('a.jpg', await picture(1, facts))
    await away('a.jpg')
    await byHand()
    await folder.put('a.jpg', await picture(1, { ...facts, quality: 60 }))
    await folder.put('b.jpg', await picture(1, { ...facts, quality: 50 }))
    await folder.scan()
    expect(await folder.seen()).toEqual(['a.jpg: - private', 'b.jpg: - private'])
  })

  it('says nothing of one that was public', async () => {
    await folder.put('a.jpg', await picture(1, facts))
    await folder.scan()
    await away('a.jpg')
    await byHand()
    await back('a.jpg')
    expect(await folder.seen()).toEqual(['a.jpg: - public'])
  })
})

describe('a picture that was renamed and saved again between two scans', () => {
  it.each(['private', 'trashed'])('is private where it was %s', async (was) => {
    const id = await keep('k.jpg', await picture(1, facts))
    if (was === 'trashed') {
      await updatePhoto(anna(), { id, patch: { visibility: 'public' } })
      await trashPhoto(anna(), { id })
    }
    await rm(folder.at('k.jpg'))
    await folder.put('k2.jpg', await picture(1, { ...facts, quality: 60 }))
    await folder.scan()
    expect(await world.photoAt(folder.source, 'k2.jpg')).toMatchObject({ visibility: 'private' })
    expect(await notes()).toEqual(['kept_private k2.jpg'])
  })

  it('is as the source where it was public, or is only of the same second', async () => {
    await folder.put('a.jpg', await picture(1, facts))
    await keep('k.jpg', await picture(2, facts))
    await rm(folder.at('a.jpg'))
    await folder.put('a2.jpg', await picture(1, { ...facts, quality: 60 }))
    await folder.scan()
    expect(await folder.seen()).toEqual(['(a.jpg: - public)', 'a2.jpg: - public', 'k.jpg: mine private'])
  })

  it.each(['nothing', 'a tag', 'a time'])(
    'and has no time in it, is private where it was and %s was written into it',
    async (written) => {
      const content = await picture(1)
      await keep('k.jpg', content)
      await rm(folder.at('k.jpg'))
      const again = { nothing: { quality: 60 }, 'a tag': { model: 'X9' }, 'a time': { taken: facts.taken } }[written]
      await folder.put('k2.jpg', await picture(1, again))
      await folder.put('other.jpg', await picture(2))
      await folder.scan()
      expect(await folder.seen()).toEqual(['(k.jpg: mine private)', 'k2.jpg: - private', 'other.jpg: - public'])
      expect(await notes()).toEqual(['kept_private k2.jpg'])
    },
  )

  it('and has no time in it, is private among many private ones of its size, missing and there', async () => {
    await folder.put('k.jpg', await mosaic(series))
    for (let number = 1; number <= 40; number++) await folder.put(`${number}.jpg`, await mosaic(series + number))
    await folder.scan()
    await world.db.update(photos).set({ visibility: 'private' }).where(eq(photos.sourceId, folder.source.id))
    for (let number = 1; number <= 20; number++) await rm(folder.at(`${number}.jpg`))
    await folder.scan()
    await rm(folder.at('k.jpg'))
    await folder.put('k2.jpg', await mosaic(series, 'X9'))
    await folder.put('other.jpg', await mosaic(series + 50))
    await folder.scan()
    expect(await world.photoAt(folder.source, 'k2.jpg')).toMatchObject({ visibility: 'private' })
    expect(await world.photoAt(folder.source, 'other.jpg')).toMatchObject({ visibility: 'public' })
  })

  it('and has no time in it, is private over another that was public, and beside the first with the same pixels', async () => {
    await folder.put('flat.jpg', await flat(series))
    await keep('k.jpg', await flat(series + 1))
    await rm(folder.at('k.jpg'))
    await folder.put('flat.jpg', await flat(series + 2))
    await folder.scan()
    expect(await world.photoAt(folder.source, 'flat.jpg')).toMatchObject({ visibility: 'private' })
    await keep('p.jpg', await picture(4))
    await folder.put('tagged.jpg', await picture(4, { model: 'X9' }))
    await folder.scan()
    expect(await world.photoAt(folder.source, 'tagged.jpg')).toMatchObject({ visibility: 'private' })
  })

  it("has nothing to do with another owner's", async () => {
    await keep('k.jpg', await picture(1, facts))
    const other = await world.makeSource(world.ben, { kind: 'directory', path: folder.root, visibility: 'public' })
    await folder.put('k.jpg', await picture(1, { ...facts, quality: 60 }))
    await world.scan(other)
    expect(await world.photoAt(other, 'k.jpg')).toMatchObject({ visibility: 'public' })
  })
})
