// Share links as their owner has them: made from the gallery, looked over, changed, revoked.
import { expect, test } from '@playwright/test'
import { examine } from './examine'
import { gridReady, lightbox, personWithPhotos, shownIds, tileLink } from './gallery-fixtures'
import { albumLink, type LinkOwner, linkOwner, pageOf } from './link-fixtures'

let owner: LinkOwner

test.beforeAll(async ({ browser, baseURL }) => {
  test.setTimeout(180_000)
  owner = await linkOwner(browser, baseURL)
})

test('a link that is revoked, expired or unknown is the same page, and its pictures are gone', async ({ browser }) => {
  const hers = await pageOf(browser, owner, owner.storage)
  const made = await albumLink(hers, owner)
  const visitor = await pageOf(browser, owner)
  await visitor.goto(made.path)
  await gridReady(visitor)
  const thumb = `/api/v1/links/${made.token}/photos/${owner.idOf(1)}/renditions/thumb`
  expect((await visitor.request.get(thumb)).status()).toBe(200)

  const row = hers.getByRole('listitem').filter({ has: hers.locator(`input[value="${made.url}"]`) })
  // The visitor's page tells of the visit when its scripts run.
  await expect(async () => {
    await hers.goto('/links')
    await expect(row.getByText('1 visit, the last on')).toBeVisible({ timeout: 2_000 })
  }).toPass()
  await row.getByRole('button', { name: 'Revoke the link Harbour days' }).click()
  await expect(hers.getByRole('alertdialog').getByText('This cannot be undone')).toBeVisible()
  await hers.getByRole('alertdialog').getByRole('button', { name: 'Revoke link' }).click()
  await expect(row).toHaveCount(0)

  expect((await visitor.request.get(thumb)).status()).toBe(404)
  const texts: (string | null)[] = []
  const soon = await albumLink(hers, owner, { expiresAt: new Date(Date.now() + 1_500).toISOString() })
  await expect.poll(async () => (await visitor.request.get(soon.path)).status()).toBe(404)
  for (const path of [made.path, soon.path, '/s/aaaaaaaaaaaaaaaaaaaaaa']) {
    expect((await visitor.goto(path))?.status()).toBe(404)
    texts.push(await visitor.locator('main').textContent())
  }
  expect(new Set(texts).size).toBe(1)
  await examine(visitor, 'nothing here')
  await hers.reload()
  await expect(hers.getByText('Expired', { exact: true })).toBeVisible()
})

test('a selection and a filter are shared from the gallery', async ({ browser }) => {
  const hers = await pageOf(browser, owner, owner.storage)
  await hers.goto('/')
  await gridReady(hers)
  await tileLink(hers, owner.idOf(0)).focus()
  await hers.keyboard.press('x')
  await hers.keyboard.press('Shift+ArrowRight')
  await hers.getByRole('toolbar').getByRole('button', { name: 'More actions' }).click()
  await hers.getByRole('menuitem', { name: 'Share link' }).click()
  const chosen = hers.getByRole('dialog', { name: 'Share these photos' })
  await expect(chosen.getByText('Whoever has the address sees 2 photos, 1 of them private otherwise.')).toBeVisible()
  await chosen.getByLabel('Title').fill('Two of them')
  await chosen.getByRole('button', { name: 'Make link' }).click()
  const made = hers.getByRole('dialog', { name: 'Two of them is shared' })
  const visitor = await pageOf(browser, owner)
  await visitor.goto(await made.getByRole('textbox', { name: 'Address of Two of them' }).inputValue())
  await gridReady(visitor)
  expect(await shownIds(visitor)).toEqual([owner.idOf(0), owner.idOf(1)])
  await expect(visitor.getByRole('heading', { name: 'Two of them' })).toBeVisible()

  await hers.goto('/gallery?owner=me&visibility=private')
  await gridReady(hers)
  await hers.getByRole('button', { name: 'Share link' }).click()
  const filter = hers.getByRole('dialog', { name: 'Share what this filter finds' })
  await expect(filter.getByText('Photos of yours that fit the filter later follow by themselves')).toBeVisible()
  await filter.getByRole('button', { name: 'Make link' }).click()
  await visitor.goto(await hers.getByRole('textbox', { name: /^Address of/ }).inputValue())
  await gridReady(visitor)
  expect(await shownIds(visitor)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map(owner.idOf))
})

test('whoever is logged in sees what everybody sees there; the owner is told, and sees it unlocked', async ({
  browser,
  baseURL,
}) => {
  const hers = await pageOf(browser, owner, owner.storage)
  const other = await personWithPhotos(browser, baseURL, [{ takenAt: '2024-05-05T12:00:00' }])
  const { path, id } = await albumLink(hers, owner, { password: 'salt and rope', allowDownload: false })
  const his = await pageOf(browser, owner, other.storage)
  expect((await his.goto(path))?.status()).toBe(401)
  await expect(his.getByText('Your link')).toHaveCount(0)
  expect((await hers.goto(path))?.status()).toBe(401)
  await hers.getByRole('button', { name: 'See what is behind it' }).click()
  await gridReady(hers)
  await expect(hers.getByText('Your link, as its visitors see it.')).toBeVisible()
  await tileLink(hers, owner.idOf(1)).click()
  await expect(lightbox(hers)).toHaveClass(/pswp--ui-visible/)
  await expect(hers.getByRole('button', { name: /Favourite|Move to the trash|Download/ })).toHaveCount(0)
  await examine(hers, 'as its owner')
  const mine = await (await hers.request.get('/api/v1/me/links')).json()
  expect(mine.items.find((link: { id: string }) => link.id === id).visits).toBe(0)
})

test('links are looked over and changed on one page; nothing is wrong on a phone in the dark', async ({ browser }) => {
  const hers = await pageOf(browser, owner, owner.storage)
  const { url, path } = await albumLink(hers, owner)
  await hers.goto('/links')
  const row = hers.getByRole('listitem').filter({ has: hers.locator(`input[value="${url}"]`) })
  await row.getByRole('button', { name: 'Edit the link Harbour days' }).click()
  await row.getByRole('button', { name: 'Set a password' }).click()
  await row.getByLabel('Password', { exact: true }).fill('salt and rope')
  await row.getByLabel('Ends').selectOption('7')
  await row.getByRole('switch', { name: 'Allow downloads' }).click()
  await examine(hers, 'a link being edited')
  await row.getByRole('button', { name: 'Save' }).click()
  await expect(row.getByText('Password', { exact: true })).toBeVisible()
  await expect(row.getByText('Downloads', { exact: true })).toBeVisible()
  const visitor = await pageOf(browser, owner)
  expect((await visitor.goto(path))?.status()).toBe(401)
  for (const width of [390, 320]) {
    const options = { viewport: { width, height: 800 }, colorScheme: 'dark', reducedMotion: 'reduce' }
    const phone = await pageOf(browser, owner, owner.storage, options)
    await phone.goto('/links')
    await examine(phone, `the links at ${width} px`)
    const stranger = await pageOf(browser, owner, undefined, options)
    await stranger.goto((await albumLink(hers, owner, { allowDownload: true })).path)
    await gridReady(stranger)
    await examine(stranger, `a link at ${width} px`)
  }
  const other = await personWithPhotos(browser, owner.origin, [{ takenAt: '2024-05-05T12:00:00' }])
  const empty = await pageOf(browser, owner, other.storage)
  await empty.goto('/links')
  await expect(empty.getByRole('heading', { name: 'No links yet' })).toBeVisible()
  await examine(empty, 'no links')
})
