// Share links as people without an account see them.
import { expect, test } from '@playwright/test'
import { examine } from './examine'
import { gridReady, lightbox, shownIds, tile, tileLink } from './gallery-fixtures'
import { albumLink, type LinkOwner, linkOwner, pageOf } from './link-fixtures'

let owner: LinkOwner

test.beforeAll(async ({ browser, baseURL }) => {
  test.setTimeout(180_000)
  owner = await linkOwner(browser, baseURL)
})

test('a link is made in the dialog, which says how many private photos it opens, and a visitor sees them', async ({
  browser,
}) => {
  const hers = await pageOf(browser, owner, owner.storage)
  await hers.goto(`/albums/${owner.album}`)
  await gridReady(hers)
  await hers.getByRole('button', { name: 'Share…' }).click()
  const dialog = hers.getByRole('dialog', { name: 'Share Harbour days' })
  await expect(dialog.getByText('Whoever has the address sees 6 photos, 5 of them private otherwise.')).toBeVisible()
  await expect(dialog.getByText('Photos that are put into the album later follow, private ones too.')).toBeVisible()
  await examine(hers, 'the dialog before a link is made')
  await dialog.getByRole('switch', { name: 'Allow downloads' }).click()
  await dialog.getByRole('button', { name: 'Make link' }).click()
  const address = dialog.getByRole('textbox', { name: 'Address of Harbour days' })
  await expect(address).toHaveValue(/\/s\/[0-9A-Za-z]{22}$/)
  const url = await address.inputValue()
  await dialog.getByRole('button', { name: 'QR code of Harbour days' }).click()
  await expect(dialog.getByRole('img', { name: 'QR code of the address of Harbour days' })).toBeVisible()
  await examine(hers, 'the dialog with a link')

  const visitor = await pageOf(browser, owner)
  expect((await visitor.goto(url))?.status()).toBe(200)
  await gridReady(visitor)
  expect(await shownIds(visitor)).toEqual([0, 1, 2, 3, 4, 5].map(owner.idOf))
  await expect(visitor.getByText(`Shared by ${owner.username}`)).toBeVisible()
  const picture = tile(visitor, owner.idOf(3)).locator('img')
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
  await tileLink(visitor, owner.idOf(3)).click()
  await expect(lightbox(visitor)).toHaveClass(/pswp--ui-visible/)
  await expect(visitor).toHaveURL(new RegExp(`/s/\\w+/photos/${owner.idOf(3)}$`))
  for (const name of ['Favourite', 'Move to the trash', 'Private: make public'])
    await expect(visitor.getByRole('button', { name })).toHaveCount(0)
  await examine(visitor, 'an open photo')
  const one = visitor.waitForEvent('download')
  await visitor.keyboard.press('d')
  expect((await one).suggestedFilename()).toMatch(/^photo-\w+\.jpg$/)
  await visitor.keyboard.press('ArrowRight')
  await expect(visitor).toHaveURL(new RegExp(`${owner.idOf(4)}$`))
  await visitor.keyboard.press('Escape')
  await expect(lightbox(visitor)).toHaveCount(0)
  await expect(visitor).toHaveURL(url)

  const zip = visitor.waitForEvent('download')
  await visitor.getByRole('button', { name: 'Download all' }).click()
  expect((await zip).suggestedFilename()).toBe('Harbour days.zip')
  await tileLink(visitor, owner.idOf(1)).focus()
  await visitor.keyboard.press('x')
  await visitor.keyboard.press('Shift+ArrowRight')
  await expect(visitor.getByRole('toolbar').getByRole('status')).toHaveText('2 selected')
  await examine(visitor, 'a selection')
  const some = visitor.waitForEvent('download')
  await visitor.getByRole('toolbar').getByRole('button', { name: 'Download' }).click()
  expect((await some).suggestedFilename()).toMatch(/\.zip$/)
})

test('the page of a photo stands alone, and leads back to its link', async ({ browser }) => {
  const hers = await pageOf(browser, owner, owner.storage)
  const { path } = await albumLink(hers, owner)
  const visitor = await pageOf(browser, owner)
  expect((await visitor.goto(`${path}/photos/${owner.idOf(2)}`))?.status()).toBe(200)
  await expect(lightbox(visitor)).toBeVisible()
  await expect(visitor.getByRole('button', { name: 'Download' })).toHaveCount(0)
  await visitor.keyboard.press('ArrowLeft')
  await expect(visitor).toHaveURL(new RegExp(`${owner.idOf(1)}$`))
  await visitor.keyboard.press('Escape')
  await expect(visitor).toHaveURL(new RegExp(`${path}$`))
  await gridReady(visitor)
  expect((await visitor.goto(`${path}/photos/${owner.idOf(8)}`))?.status(), 'a photo outside of the link').toBe(404)
})

test('the slideshow goes on by itself, and stops at a key', async ({ browser }) => {
  const hers = await pageOf(browser, owner, owner.storage)
  const { path } = await albumLink(hers, owner)
  const visitor = await pageOf(browser, owner)
  await visitor.goto(path)
  await gridReady(visitor)
  await visitor.getByRole('button', { name: 'Slideshow' }).click()
  await expect(lightbox(visitor)).toBeVisible()
  await expect(visitor).toHaveURL(new RegExp(`${owner.idOf(1)}$`))
  await visitor.keyboard.press('p')
  await expect(lightbox(visitor).getByRole('button', { name: 'Slideshow' })).toBeVisible()
})

test('a password: nothing is told before it, a wrong one is said, a right one opens this link alone', async ({
  browser,
}) => {
  const hers = await pageOf(browser, owner, owner.storage)
  const locked = await albumLink(hers, owner, { password: 'salt and rope' })
  const alike = await albumLink(hers, owner, { password: 'salt and rope' })
  const visitor = await pageOf(browser, owner)
  const reply = await visitor.goto(locked.path)
  expect(reply?.status()).toBe(401)
  const html = (await reply?.text()) ?? ''
  for (const secret of ['Harbour', owner.username, owner.idOf(0), owner.idOf(1), 'og:title', 'og:image'])
    expect(html, secret).not.toContain(secret)
  expect(await visitor.title()).not.toContain('Harbour')
  expect(
    (await visitor.request.get(`/api/v1/links/${locked.token}/photos/${owner.idOf(1)}/renditions/thumb`)).status(),
  ).toBe(404)
  await expect(visitor.getByLabel('Password', { exact: true })).toBeFocused()
  await examine(visitor, 'locked')
  await visitor.keyboard.type('salt and rape')
  await visitor.keyboard.press('Enter')
  await expect(visitor.getByRole('alert').filter({ hasText: 'This is not the password.' })).toBeVisible()
  await examine(visitor, 'a wrong password')
  await visitor.getByLabel('Password', { exact: true }).fill('salt and rope')
  await visitor.getByRole('button', { name: 'Show the photos' }).click()
  await gridReady(visitor)
  await expect(visitor.getByRole('heading', { name: 'Harbour days' })).toBeVisible()
  await expect(visitor.locator('meta[property^="og:"]')).toHaveCount(0)
  expect((await visitor.goto(alike.path))?.status(), 'another link with the same password').toBe(401)
  expect((await visitor.goto(`/photos/${owner.idOf(1)}`))?.status(), 'the photo outside of the link').toBe(404)
})

test('a guest who guesses is told to wait', async ({ browser }) => {
  const hers = await pageOf(browser, owner, owner.storage)
  const { path } = await albumLink(hers, owner, { password: 'salt and rope' })
  const visitor = await pageOf(browser, owner)
  await visitor.goto(path)
  const field = visitor.getByLabel('Password', { exact: true })
  for (let tries = 0; tries < 5; tries++) {
    await field.fill(`guess ${tries}`)
    await visitor.getByRole('button', { name: 'Show the photos' }).click()
    await expect(visitor.getByRole('alert').filter({ hasText: 'This is not the password.' })).toBeVisible()
  }
  await field.fill('one more guess')
  await visitor.getByRole('button', { name: 'Show the photos' }).click()
  await expect(visitor.getByRole('alert').filter({ hasText: /minute|second/ })).toBeVisible()
})

test('its card has title and cover, its address goes nowhere else', async ({ browser }) => {
  const hers = await pageOf(browser, owner, owner.storage)
  const { path, token } = await albumLink(hers, owner)
  const visitor = await pageOf(browser, owner)
  const reply = await visitor.goto(path)
  const headers = reply?.headers() ?? {}
  expect(headers['referrer-policy']).toBe('no-referrer')
  expect(headers['x-robots-tag']).toContain('noindex')
  expect(headers['cache-control']).toMatch(/private|no-store/)
  expect(headers['cache-control']).toContain('no-store')
  await expect(visitor.locator('meta[name="robots"]').first()).toHaveAttribute('content', /noindex/)
  await expect(visitor.locator('meta[property="og:title"]')).toHaveAttribute('content', 'Harbour days')
  const image = await visitor.locator('meta[property="og:image"]').getAttribute('content')
  expect(image).toContain(`/api/v1/links/${token}/photos/${owner.idOf(0)}/renditions/preview`)
  expect((await visitor.request.get(String(image))).status()).toBe(200)
})
