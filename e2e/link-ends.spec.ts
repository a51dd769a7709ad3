// A share link that ends while somebody looks, and what its visitors and its owner are told.
import { type Browser, expect, type Page, test } from '@playwright/test'
import { examine } from './examine'
import { gridReady, lightbox, shownIds, tile, tileLink } from './gallery-fixtures'
import { albumLink, type LinkOwner, linkOwner, pageOf } from './link-fixtures'
import { makePhotos } from './upload-fixtures'

// With LINK_SCREENSHOTS set to a folder, states are gone through once more and kept there as pictures to look at.
const folder = process.env.LINK_SCREENSHOTS

test.use({ actionTimeout: 20_000 })
test.describe.configure({ timeout: 120_000 })

let owner: LinkOwner

test.beforeAll(async ({ browser, baseURL }) => {
  test.setTimeout(180_000)
  owner = await linkOwner(browser, baseURL)
})

const revoke = async (page: Page, id: string) =>
  expect((await page.request.delete(`/api/v1/me/links/${id}`, { headers: { origin: owner.origin } })).status()).toBe(
    204,
  )
const change = async (page: Page, id: string, data: object) =>
  expect((await page.request.patch(`/api/v1/me/links/${id}`, { headers: { origin: owner.origin }, data })).ok()).toBe(
    true,
  )

/** The tab comes back into view. */
const lookAgain = (page: Page) => page.evaluate(() => void document.dispatchEvent(new Event('visibilitychange')))

async function opened(browser: Browser, settings: object = {}, options: object = {}) {
  const hers = await pageOf(browser, owner, owner.storage)
  const link = await albumLink(hers, owner, settings)
  const visitor = await pageOf(browser, owner, undefined, options)
  await visitor.goto(link.path)
  await gridReady(visitor)
  return { hers, link, visitor }
}

/** Nothing is asked for any more, and nothing of the link is on the screen. */
async function isOver(visitor: Page, title: RegExp): Promise<void> {
  await expect(visitor.locator('[data-photo]')).toHaveCount(0)
  await expect(visitor.getByText('Harbour days')).toHaveCount(0)
  await expect(visitor.getByText(owner.username)).toHaveCount(0)
  await expect(visitor).toHaveTitle(title)
}

test('an open page whose link is revoked says that there is nothing, and asks for nothing more', async ({
  browser,
}) => {
  const { hers, link, visitor } = await opened(browser)
  await revoke(hers, link.id)
  await lookAgain(visitor)
  await expect(visitor.getByRole('heading', { name: 'There is nothing here' })).toBeVisible()
  await isOver(visitor, /^Not found/)
  const here = await visitor.locator('main').textContent()
  await examine(visitor, 'ended')
  const asked: string[] = []
  visitor.on('request', (request) => asked.push(request.url()))
  await lookAgain(visitor)
  expect(asked).toEqual([])
  expect((await visitor.reload())?.status()).toBe(404)
  expect(await visitor.locator('main').textContent()).toBe(here)
  await expect(visitor.getByRole('link', { name: 'Go to the gallery' })).toHaveCount(0)
  await expect(visitor.locator('meta[name="robots"]')).toHaveCount(1)
})

test('so does an open photo of it, and a page that is refused what it asks for', async ({ browser }) => {
  const { hers, link, visitor } = await opened(browser, { allowPicks: true, allowDownload: true })
  await tileLink(visitor, owner.idOf(1)).click()
  await expect(lightbox(visitor)).toHaveClass(/pswp--ui-visible/)
  const other = await pageOf(browser, owner)
  await other.goto(link.path)
  await gridReady(other)
  await change(hers, link.id, { expiresAt: new Date(Date.now() + 1_000).toISOString() })
  await expect.poll(async () => (await other.request.get(link.path)).status()).toBe(404)
  await lookAgain(visitor)
  await expect(lightbox(visitor)).toHaveCount(0)
  await expect(visitor.getByRole('heading', { name: 'There is nothing here' })).toBeVisible()
  await isOver(visitor, /^Not found/)
  await other.getByRole('button', { name: 'Download all' }).click()
  await expect(other.getByRole('heading', { name: 'There is nothing here' })).toBeVisible()
  await isOver(other, /^Not found/)
})

test('one that is locked anew asks for the password, and opens again', async ({ browser }) => {
  const { hers, link, visitor } = await opened(browser)
  await expect(visitor).toHaveTitle(/Harbour days/)
  await change(hers, link.id, { password: 'salt and rope' })
  await lookAgain(visitor)
  await expect(visitor.getByRole('heading', { name: 'These photos are behind a password' })).toBeVisible()
  await isOver(visitor, /^Password/)
  await examine(visitor, 'locked anew')
  await expect(visitor.getByLabel('Password', { exact: true })).toBeFocused()
  await visitor.keyboard.type('salt and rope')
  await visitor.keyboard.press('Enter')
  await gridReady(visitor)
  await expect(visitor.getByRole('heading', { name: 'Harbour days' })).toBeVisible()
  await expect(visitor.locator('meta[name="robots"]')).toHaveCount(1)
})

test('an empty link asks for photos, and its heading counts what came', async ({ browser }) => {
  const hers = await pageOf(browser, owner, owner.storage)
  const headers = { origin: owner.origin }
  const made = await hers.request.post('/api/v1/albums', { headers, data: { title: 'Our party' } })
  const { path } = await albumLink(hers, { ...owner, album: (await made.json()).id }, { allowUpload: true })
  const visitor = await pageOf(browser, owner)
  await visitor.goto(path)
  await expect(visitor.getByRole('heading', { name: 'Add the first photos' })).toBeVisible()
  await examine(visitor, 'empty')
  const choosing = visitor.waitForEvent('filechooser')
  await visitor.getByRole('button', { name: 'Choose photos' }).click()
  await (await choosing).setFiles(await makePhotos(2, 320))
  const dialog = visitor.getByRole('dialog', { name: 'What is your name?' })
  await dialog.getByLabel('Your name').fill('Oma')
  await dialog.getByRole('button', { name: 'Go on' }).click()
  await expect(visitor.locator('[data-state=ready]')).toHaveCount(2, { timeout: 60_000 })
  await expect(visitor.getByText(/^2 photos/)).toBeVisible()
  await expect.poll(async () => (await shownIds(visitor)).length).toBe(2)
})

test('on a phone it is said that hearts may be set, and no tooltip stays', async ({ browser }) => {
  const options = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
  const { visitor } = await opened(browser, { allowPicks: true }, options)
  const hint = visitor.getByText('Put a heart on the photos that you like.')
  await expect(hint).toBeVisible()
  await examine(visitor, 'the hint')
  await tile(visitor, owner.idOf(1))
    .getByRole('button', { name: /^Heart / })
    .tap()
  const dialog = visitor.getByRole('dialog', { name: 'What is your name?' })
  await dialog.getByLabel('Your name').fill('Oma')
  await visitor.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(visitor.getByRole('button', { name: 'Your picks (1)' })).toBeVisible()
  await expect(hint).toHaveCount(0)
  await expect(visitor.getByText('Take the heart off', { exact: true })).toHaveCount(0)
})

test('many links of one album are told apart and searched', async ({ browser }) => {
  const hers = await pageOf(browser, owner, owner.storage)
  const made = []
  for (let n = 0; n < 11; n += 1)
    made.push(await albumLink(hers, owner, { allowPicks: n === 4, allowDownload: n === 5 }))
  await hers.goto('/links')
  const rows = hers.getByRole('list', { name: 'Links' }).getByRole('listitem')
  const search = hers.getByRole('searchbox', { name: 'Search the links' })
  const ending = made[4]?.url.slice(-4) ?? ''
  await expect(hers.getByText(`address …${ending}`)).toBeVisible()
  await search.fill(ending)
  await expect(rows).toHaveCount(1)
  await expect(hers.getByText('1 link', { exact: true })).toBeVisible()
  // What can be done about it stands in one row.
  const tops = await rows
    .getByRole('link', { name: 'View as a visitor' })
    .or(rows.getByRole('button', { name: /^(Picks|Edit|Revoke)/ }))
    .evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().top)))
  expect(tops).toHaveLength(4)
  expect(new Set(tops).size).toBe(1)
  await search.fill('no such thing')
  await expect(hers.getByText('No link is like this.')).toBeVisible()
  await examine(hers, 'nothing found')
})

test('a smart album says why it has no people', async ({ browser }) => {
  const hers = await pageOf(browser, owner, owner.storage)
  const headers = { origin: owner.origin }
  const data = { title: 'All of it', filter: { owner: 'me' } }
  const { id } = await (await hers.request.post('/api/v1/albums', { headers, data })).json()
  await hers.goto(`/albums/${id}`)
  await gridReady(hers)
  await hers.getByRole('button', { name: 'Share…' }).click()
  await expect(hers.getByText('A filter fills this album: it is shared by link.')).toBeVisible()
  await examine(hers, 'sharing a smart album')
})

const SIZES = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } }

for (const [size, viewport] of folder ? Object.entries(SIZES) : []) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`${size}, ${colorScheme}: pictures to look at`, async ({ browser }) => {
      const options = { viewport, colorScheme, reducedMotion: 'reduce' }
      const look = (page: Page, name: string) =>
        page.screenshot({ path: `${folder}/${size}-${colorScheme}-${name}.png` })
      const { hers, link, visitor } = await opened(
        browser,
        { allowPicks: true, allowUpload: true, allowDownload: true },
        options,
      )
      await look(visitor, '1-open')
      await change(hers, link.id, { password: 'salt and rope' })
      await lookAgain(visitor)
      await expect(visitor.getByRole('heading', { name: 'These photos are behind a password' })).toBeVisible()
      await look(visitor, '2-locked')
      await revoke(hers, link.id)
      await visitor.reload()
      await look(visitor, '3-dead')
      const headers = { origin: owner.origin }
      const made = await hers.request.post('/api/v1/albums', { headers, data: { title: 'Our party' } })
      const empty = await albumLink(hers, { ...owner, album: (await made.json()).id }, { allowUpload: true })
      await visitor.goto(empty.path)
      await look(visitor, '4-empty')
      const mine = await pageOf(browser, owner, owner.storage, options)
      await mine.goto('/links')
      await look(mine, '5-links')
      await mine.goto(`/albums/${owner.album}`)
      await gridReady(mine)
      await mine.getByRole('button', { name: 'Share…' }).click()
      await expect(mine.getByRole('list', { name: 'Links to this album' })).toBeVisible()
      await look(mine, '6-dialog')
    })
  }
}
