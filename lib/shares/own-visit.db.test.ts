import { beforeAll, expect, it } from 'vitest'
import { refusal } from '../photos/testing/refusal'
import { inWorld } from '../photos/testing/world'
import { createAlbumLink } from './make-link'
import { openLink } from './open-link'
import { isOwnLink, unlockOwnLink } from './own-visit'
import { albumOf, LINK_SECRET, ORIGIN, tokenOf } from './testing/visitor'

beforeAll(() => {
  process.env.AUTH_SECRET = LINK_SECRET
})

it('an owner unlocks an own link without its password, that one alone; nobody else does', () =>
  inWorld(async ({ db, anna, ben, as, anonymous }) => {
    const album = await albumOf(as(anna), [])
    const locked = tokenOf(await createAlbumLink(as(anna), album.id, { password: 'salt and rope' }, ORIGIN))
    const alike = tokenOf(await createAlbumLink(as(anna), album.id, { password: 'salt and rope' }, ORIGIN))
    const open = tokenOf(await createAlbumLink(as(anna), album.id, {}, ORIGIN))
    expect(await refusal(unlockOwnLink(as(ben), locked))).toBe('not_found')
    expect(await refusal(unlockOwnLink(anonymous, locked))).toBe('not_found')
    expect(await refusal(unlockOwnLink(as(anna), 'a'.repeat(22)))).toBe('not_found')
    expect([await isOwnLink(as(anna), locked), await isOwnLink(as(ben), locked)]).toEqual([true, false])
    expect(await unlockOwnLink(as(anna), open)).toEqual([])

    const [page, calls] = await unlockOwnLink(as(anna), locked)
    expect(page).toContain(`Path=/s/${locked}`)
    expect(calls).toContain(`Path=/api/v1/links/${locked}`)
    const cookie = String(page?.split(';')[0])
    expect((await openLink(db, locked, cookie))?.state).toBe('open')
    expect((await openLink(db, alike, cookie))?.state).toBe('locked')
  })())
