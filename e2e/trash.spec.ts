import { expect, type Page, test } from '@playwright/test'
import { gridReady, manyPhotos, personWithPhotos, type Storage, tile, tileLink } from './gallery-fixtures'
import type { Seeded } from './seed-photos'

let photos: Seeded[] = []
let storage: Storage
let other: { photos: Seeded[]; storage: Storage }

test.beforeAll(async ({ browser, baseURL }) => {
  test.setTimeout(180_000)
  ;({ photos, storage } = await personWithPhotos(browser, baseURL, manyPhotos(1, 4)))
  other = await personWithPhotos(browser, baseURL, manyPhotos(1, 1))
})

test.use({ storageState: async ({ browserName: _ }, use) => use(storage) })

const idAt = (index: number) => photos[index]?.id ?? ''

async function moveToTrash(page: Page, ids: string[]): Promise<void> {
  const headers = { origin: new URL(page.url()).origin }
  const reply = await page.request.post('/api/v1/photos/delete', { headers, data: { select: { ids } } })
  expect(reply.status()).toBe(200)
}

const inTrash = async (page: Page) =>
  (await (await page.request.get('/api/v1/photos?owner=me&trash=true')).json()).items.length

test('the whole trash is restored, taken back, and emptied after a question; nobody else’s', async ({
  page,
  browser,
}) => {
  const context = await browser.newContext({ storageState: other.storage })
  const others = await context.newPage()
  await others.goto('/trash')
  await moveToTrash(others, [other.photos[0]?.id ?? ''])
  await page.goto('/trash')
  await expect(page.getByText('The trash is empty')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Empty the trash' })).toHaveCount(0)

  await moveToTrash(page, [idAt(0), idAt(1), idAt(2)])
  await page.reload()
  await gridReady(page)
  await expect(tile(page, idAt(0)).getByText('29 days left')).toBeVisible()

  await page.getByRole('button', { name: 'Restore all' }).click()
  await expect(page.getByText('3 photos restored')).toBeVisible()
  await expect(page.getByText('The trash is empty')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(tile(page, idAt(0))).toBeVisible()

  await page.getByRole('button', { name: 'Empty the trash' }).click()
  const dialog = page.getByRole('alertdialog', { name: 'Delete 3 photos for ever?' })
  await expect(dialog).toContainText('Nobody can bring them back')
  await dialog.getByRole('button', { name: 'Keep them' }).click()
  expect(await inTrash(page)).toBe(3)
  await page.getByRole('button', { name: 'Empty the trash' }).click()
  await dialog.getByRole('button', { name: 'Empty the trash' }).click()
  await expect(page.getByText('3 photos deleted for ever')).toBeVisible()
  await expect(page.getByText('The trash is empty')).toBeVisible()
  await expect.poll(async () => (await page.request.get(`/api/v1/photos/${idAt(0)}`)).status()).toBe(404)
  expect((await page.request.get(`/api/v1/photos/${idAt(3)}`)).status()).toBe(200)
  expect(await inTrash(others)).toBe(1)
  await context.close()
})

test('a tile tells its owner of a favourite and of stars', async ({ page }) => {
  await page.goto('/gallery?owner=me')
  await gridReady(page)
  await tileLink(page, idAt(3)).focus()
  await page.keyboard.press('x')
  await page.keyboard.press('f')
  await expect(tile(page, idAt(3)).getByText('Favourite', { exact: true })).toBeAttached()
  await page.keyboard.press('4')
  await expect(tile(page, idAt(3)).getByText('4 stars')).toBeAttached()
})
