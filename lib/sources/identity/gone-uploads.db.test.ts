// What was uploaded and deleted for ever, found again in a source that is public.
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { users } from '@/db/schema/users'
import { makePhoto, makeUser } from '@/db/testing/factories'
import { emptyTrash } from '../../edits/empty-trash'
import { trashPhoto } from '../../edits/trash-photo'
import { deletePhoto } from '../../photos/delete-photo'
import { forgetGone, trimGone } from '../../photos/gone-contents'
import { sha256 } from '../../photos/testing/world'
import { latestScanOf } from '../ground/find-source'
import { folder, series, stageFolders, world } from '../testing/folder-stage'
import { scene } from '../testing/scenes'

stageFolders('public')

const picture = (number: number) => scene(series + number)

const anna = () => world.as(world.anna)
type Values = Parameters<typeof makePhoto>[2]
const upload = async (content: Buffer, values: Values = {}, owner = world.anna) =>
  (await makePhoto(world.db, owner.id, { sha256: sha256(content), bytes: content.length, ...values })).id
const deleteForEver = async (id: string, owner = world.anna) => {
  await trashPhoto(world.as(owner), { id })
  await deletePhoto(world.as(owner), { id })
}
const found = async (content: Buffer) => {
  await folder.put('found.jpg', content)
  await folder.scan()
  return folder.seen()
}
const remembered = async (content: Buffer) =>
  (await world.pool.query('select from gone_contents where sha256 = $1', [sha256(content)])).rowCount

describe('an upload that was deleted for ever', () => {
  it.each(['private', 'public'] as const)(
    '(%s) is for its owner alone where a source has it, and named',
    async (was) => {
      const content = await picture(1)
      await deleteForEver(await upload(content, { visibility: was }))
      expect(await found(content)).toEqual(['found.jpg: - private'])
      const scan = await latestScanOf(world.db, folder.source.id)
      expect(scan?.notes).toMatchObject([{ kind: 'kept_private', key: 'found.jpg' }])
    },
  )

  it('by the trash in its time too', async () => {
    const content = await picture(1)
    await upload(content, { deletedAt: new Date(Date.now() - 31 * 86_400_000) })
    await emptyTrash(world.context())
    expect(await found(content)).toEqual(['found.jpg: - private'])
  })

  it('does not come to be public where a public photo was saved again as it', async () => {
    const facts = { taken: '2024:05:01 10:00:00', model: 'X1' }
    const content = await scene(series + 1, { ...facts, quality: 60 })
    await folder.put('a.jpg', await scene(series + 1, facts))
    await folder.scan()
    await deleteForEver(await upload(content))
    await folder.put('a.jpg', content)
    await folder.scan()
    expect(await folder.seen()).toEqual(['a.jpg: - private'])
  })

  it('is forgotten once its owner has decided anew', async () => {
    const content = await picture(1)
    await deleteForEver(await upload(content))
    await found(content)
    expect(await remembered(content)).toBe(0)
    await folder.entitle('found.jpg', 'mine', 'public')
    await folder.put('copy.jpg', content)
    await folder.scan()
    expect(await folder.seen()).toEqual(['copy.jpg: - public', 'found.jpg: mine public'])
  })

  it('is forgotten when it is uploaded again', async () => {
    const content = await picture(1)
    await deleteForEver(await upload(content))
    await forgetGone(world.db, [await upload(content, { visibility: 'public' })])
    expect(await found(content)).toEqual(['found.jpg: - public'])
  })

  it('tells nothing where the library has the same picture otherwise, or its bytes never were a photo', async () => {
    const [kept, unsent] = [await picture(1), await picture(2)]
    await upload(kept, { visibility: 'public' })
    await deleteForEver(await upload(kept))
    await trashPhoto(anna(), { id: await upload(unsent, { status: 'uploading' }) })
    expect([await remembered(kept), await remembered(unsent)]).toEqual([0, 0])
    expect(await found(kept)).toEqual(['found.jpg: - public'])
  })

  it("says nothing about another owner's source, and goes with its owner's account", async () => {
    const content = await picture(1)
    await deleteForEver(await upload(content, {}, world.ben), world.ben)
    expect(await found(content)).toEqual(['found.jpg: - public'])
    expect(await remembered(content)).toBe(1)
    const leaver = await makeUser(world.db)
    const other = await picture(2)
    await deleteForEver(await upload(other, {}, leaver), leaver)
    expect(await remembered(other)).toBe(1)
    await world.db.delete(users).where(eq(users.id, leaver.id))
    expect(await remembered(other)).toBe(0)
  })

  it('is one of a bounded number: the oldest are forgotten', async () => {
    await world.pool.query('delete from gone_contents')
    const contents = [await picture(1), await picture(2), await picture(3)]
    for (const content of contents) await deleteForEver(await upload(content))
    await deleteForEver(await upload(await picture(1), {}, world.ben), world.ben)
    await trimGone(world.db, 2)
    const { rows } = await world.pool.query('select owner_id, sha256 from gone_contents order by gone_at')
    const left = (index: number) => sha256(contents[index] as Buffer)
    expect(rows).toEqual([
      { owner_id: world.anna.id, sha256: left(1) },
      { owner_id: world.anna.id, sha256: left(2) },
      { owner_id: world.ben.id, sha256: left(0) },
    ])
  })
})
