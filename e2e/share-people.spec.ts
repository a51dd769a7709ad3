// An album shared with people of this server, seen from both sides at once.
import { type Browser, expect, type Page, test } from '@playwright/test'
import { examine } from './examine'
import { gridReady, personWithPhotos, shownIds, tile, tileLink } from './gallery-fixtures'

// With SHARE_SCREENSHOTS set to a folder, states are also kept there as pictures to look at.
const folder = process.env.SHARE_SCREENSHOTS

test.use({ actionTimeout: 20_000 })

type Person = Awaited<ReturnType<typeof personWithPhotos>>
let owner: Person
let other: Person

test.beforeAll(async ({ browser, baseURL }) => {
  test.setTimeout(180_000)
  const seeds = (day: string) =>
    Array.from({ length: 3 }, (_, index) => ({ takenAt: `2024-0${day}-0${3 - index}T12:00:00`, width: 96 }))
  owner = await personWithPhotos(browser, baseURL, seeds('3'))
  other = await personWithPhotos(browser, baseURL, seeds('4'))
})

const idOf = (person: Person, index: number) => person.photos[index]?.id ?? ''

async function pageOf(browser: Browser, baseURL: string | undefined, person: Person, options: object = {}) {
  const context = await browser.newContext({ baseURL, storageState: person.storage, ...options })
  return context.newPage()
}

async function makeAlbum(page: Page, title: string, indexes: number[]): Promise<string> {
  const headers = { origin: String(test.info().project.use.baseURL ?? process.env.E2E_BASE_URL) }
  const made = await page.request.post('/api/v1/albums', { headers, data: { title } })
  expect(made.status(), await made.text()).toBe(201)
  const { id } = await made.json()
  const ids = indexes.map((index) => idOf(owner, index))
  await page.request.put(`/api/v1/albums/${id}/photos`, { headers, data: { ids } })
  return id
}

async function share(page: Page, album: string, role: 'viewer' | 'contributor'): Promise<void> {
  const headers = { origin: String(test.info().project.use.baseURL ?? process.env.E2E_BASE_URL) }
  const put = await page.request.put(`/api/v1/albums/${album}/members`, {
    headers,
    data: { username: other.username, role },
  })
  expect(put.status(), await put.text()).toBe(200)
}

const dialogOf = (page: Page, title: string) => page.getByRole('dialog', { name: `Share ${title}` })

test('an album is shared, seen, added to, and taken back, in two browsers', async ({ browser, baseURL }) => {
  const hers = await pageOf(browser, baseURL, owner)
  const his = await pageOf(browser, baseURL, other)
  const album = await makeAlbum(hers, 'Summer', [0, 1])
  expect((await his.goto(`/albums/${album}`))?.status()).toBe(404)

  await hers.goto(`/albums/${album}`)
  await gridReady(hers)
  await hers.getByRole('button', { name: 'Share…' }).click()
  const dialog = dialogOf(hers, 'Summer')
  await dialog.getByLabel('Username').fill('nobody-of-this-name')
  await dialog.getByRole('button', { name: 'Add' }).click()
  await expect(dialog.getByRole('alert').filter({ hasText: 'username' })).toHaveText(
    'There is nobody here with this username.',
  )
  await dialog.getByLabel('Username').fill(other.username)
  await dialog.getByLabel('May', { exact: true }).selectOption('contributor')
  await dialog.getByRole('button', { name: 'Add' }).click()
  const people = dialog.getByRole('list', { name: 'People who see this album' })
  await expect(people.getByRole('listitem')).toHaveCount(1)
  await expect(dialog.getByLabel('Username')).toBeFocused()
  await hers.keyboard.press('Escape')
  await expect(hers.getByText('Shared with 1 person')).toBeVisible()

  // It stands among his albums, and opens.
  await his.goto('/albums')
  await his.getByRole('link', { name: 'Shared with you' }).click()
  await his.getByRole('link', { name: /Summer/ }).click()
  await gridReady(his)
  await expect(his.getByText(`Shared by ${owner.username}`)).toBeVisible()
  expect(await shownIds(his)).toEqual([0, 1].map((index) => idOf(owner, index)))
  await expect(his.getByRole('button', { name: 'Share…' })).toHaveCount(0)

  // He adds one of his from his own gallery; her open page follows.
  await his.goto('/')
  await gridReady(his)
  await tile(his, idOf(other, 0)).hover()
  await tile(his, idOf(other, 0)).locator('[data-tick]').click()
  await his.keyboard.press('l')
  await his
    .getByRole('dialog')
    .getByRole('button', { name: /Summer/ })
    .click()
  await expect(his.getByText('1 photo added to Summer')).toBeVisible()
  await expect(tile(hers, idOf(other, 0))).toBeVisible()
  await expect(hers.getByText('3 photos')).toBeVisible()
  // It is in the album only, not among her photos.
  await tileLink(hers, idOf(other, 0)).click()
  await expect(hers).toHaveURL(`/photos/${idOf(other, 0)}`)
  await hers.keyboard.press('Escape')
  const listed = await (await hers.request.get('/api/v1/photos?limit=500')).json()
  expect(listed.items.map(({ id }: { id: string }) => id)).not.toContain(idOf(other, 0))

  // She takes him out while he looks: his page says so, and her album is as before.
  await his.goto(`/albums/${album}`)
  await gridReady(his)
  const news = his.waitForResponse('**/api/v1/events')
  await his.reload()
  await news
  await hers.getByRole('button', { name: 'Share…' }).click()
  await dialog.getByRole('button', { name: `Stop sharing with ${other.username}` }).click()
  await hers.getByRole('alertdialog').getByRole('button', { name: 'Stop sharing' }).click()
  await expect(people).toHaveCount(0)
  await hers.keyboard.press('Escape')
  await expect(his.getByText('This album is not there any more')).toBeVisible()
  await expect(tile(hers, idOf(other, 0))).toHaveCount(0)
  const photo = idOf(owner, 0)
  for (const address of [
    `/api/v1/albums/${album}`,
    `/api/v1/photos/${photo}`,
    `/api/v1/photos/${photo}/renditions/thumb`,
  ]) {
    expect((await his.request.get(address)).status(), address).toBe(404)
  }
  await hers.context().close()
  await his.context().close()
})

test('the owner takes somebody’s photo out, and a member leaves', async ({ browser, baseURL }) => {
  const hers = await pageOf(browser, baseURL, owner)
  const his = await pageOf(browser, baseURL, other)
  const album = await makeAlbum(hers, 'Autumn', [0])
  await share(hers, album, 'contributor')
  await his.goto(`/albums/${album}`)
  await gridReady(his)
  const headers = { origin: String(baseURL) }
  const ids = [idOf(other, 1), idOf(other, 2)]
  expect((await his.request.put(`/api/v1/albums/${album}/photos`, { headers, data: { ids } })).ok()).toBe(true)

  await hers.goto(`/albums/${album}`)
  await gridReady(hers)
  await tile(hers, idOf(other, 1)).hover()
  await tile(hers, idOf(other, 1)).locator('[data-tick]').click()
  await hers.getByRole('button', { name: 'Remove from this album' }).click()
  await expect(hers.getByText('1 photo removed from Autumn')).toBeVisible()
  await expect(tile(hers, idOf(other, 1))).toHaveCount(0)
  await expect(tile(hers, idOf(other, 2))).toBeVisible()

  await his.reload()
  await gridReady(his)
  await his.getByRole('button', { name: 'Album', exact: true }).click()
  await his.getByRole('menuitem', { name: 'Who sees it' }).click()
  const people = his.getByRole('dialog', { name: 'Who sees this album' })
  await expect(people.getByRole('listitem')).toHaveCount(2)
  await his.keyboard.press('Escape')
  await his.getByRole('button', { name: 'Album', exact: true }).click()
  await his.getByRole('menuitem', { name: 'Leave album' }).click()
  await his.getByRole('alertdialog').getByRole('button', { name: 'Leave album' }).click()
  await expect(his).toHaveURL('/albums?show=shared')
  await expect(his.getByRole('link', { name: /Autumn/ })).toHaveCount(0)
  await expect(tile(hers, idOf(other, 2))).toHaveCount(0)
  await hers.context().close()
  await his.context().close()
})

test('what members get beyond the pictures is set in the dialog', async ({ browser, baseURL }) => {
  const hers = await pageOf(browser, baseURL, owner)
  const album = await makeAlbum(hers, 'Extras', [0])
  await share(hers, album, 'viewer')
  await hers.goto(`/albums/${album}`)
  await gridReady(hers)
  await hers.getByRole('button', { name: 'Share…' }).click()
  const dialog = dialogOf(hers, 'Extras')
  const settings = async () => {
    const { showLocation, allowOriginals } = await (await hers.request.get(`/api/v1/albums/${album}`)).json()
    return [showLocation, allowOriginals]
  }
  expect(await settings()).toEqual([false, false])
  await dialog.getByRole('switch', { name: 'Members may see where photos were taken' }).click()
  await expect.poll(settings).toEqual([true, false])
  await dialog.getByRole('switch', { name: 'Members may download originals' }).click()
  await expect.poll(settings).toEqual([true, true])
  await dialog.getByLabel(`What ${other.username} may do`).selectOption('contributor')
  const role = async () => (await (await hers.request.get(`/api/v1/albums/${album}/members`)).json()).items[0]?.role
  await expect.poll(role).toBe('contributor')
  await hers.context().close()
})

const sizes = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } }

for (const [size, viewport] of Object.entries(sizes)) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`sharing with people stands on a ${size}, ${colorScheme}`, async ({ browser, baseURL }) => {
      test.setTimeout(120_000)
      const how = { viewport, colorScheme, reducedMotion: 'reduce' }
      const hers = await pageOf(browser, baseURL, owner, how)
      const album = await makeAlbum(hers, 'Walks in the hills', [0, 1, 2])
      await share(hers, album, 'contributor')
      await hers.goto(`/albums/${album}`)
      await gridReady(hers)
      await expect(hers.getByRole('button', { name: 'Album', exact: true })).toBeVisible()
      await look(hers, `${size}-${colorScheme}-owner`)
      await hers.getByRole('button', { name: 'Share…' }).click()
      const dialog = dialogOf(hers, 'Walks in the hills')
      await expect(dialog.getByRole('listitem')).toHaveCount(1)
      await look(hers, `${size}-${colorScheme}-dialog`)
      await dialog.getByRole('button', { name: `Stop sharing with ${other.username}` }).click()
      await look(hers, `${size}-${colorScheme}-stop`)
      await hers.context().close()

      const his = await pageOf(browser, baseURL, other, how)
      await his.goto('/albums?show=shared')
      await expect(his.getByRole('link', { name: /Walks in the hills/ }).first()).toBeVisible()
      await look(his, `${size}-${colorScheme}-shared`)
      await his.goto(`/albums/${album}`)
      await gridReady(his)
      await expect(his.getByRole('button', { name: 'Album', exact: true })).toBeVisible()
      await look(his, `${size}-${colorScheme}-member`)
      await his.getByRole('button', { name: 'Album', exact: true }).click()
      await his.getByRole('menuitem', { name: 'Who sees it' }).click()
      await expect(his.getByRole('dialog').getByRole('listitem')).toHaveCount(2)
      await look(his, `${size}-${colorScheme}-people`)
      await his.context().close()
    })
  }
}

async function look(page: Page, name: string): Promise<void> {
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` })
  await examine(page, name)
}
