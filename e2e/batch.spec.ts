import { expect, type Page, test } from '@playwright/test'
import { gridReady, personWithPhotos, type Storage, tile } from './gallery-fixtures'
import type { Seeded } from './seed-photos'

let photos: Seeded[] = []
let storage: Storage

test.beforeAll(async ({ browser, baseURL }) => {
  test.setTimeout(180_000)
  const seeds = Array.from({ length: 6 }, (_, index) => ({
    takenAt: `2024-03-0${6 - index}T12:00:00`,
    title: index < 3 ? 'Boat' : 'House',
  }))
  ;({ photos, storage } = await personWithPhotos(browser, baseURL, seeds))
})

test.use({ storageState: async ({ browserName: _ }, use) => use(storage) })

const idAt = (index: number) => photos[index]?.id ?? ''
const bar = (page: Page) => page.getByRole('toolbar', { name: 'Actions on the selected photos' })
const photo = async (page: Page, index: number) => (await page.request.get(`/api/v1/photos/${idAt(index)}`)).json()

async function tick(page: Page, ...indexes: number[]): Promise<void> {
  for (const index of indexes) {
    await tile(page, idAt(index)).hover()
    await tile(page, idAt(index)).locator('[data-tick]').click()
    await expect(tile(page, idAt(index))).toHaveAttribute('data-selected')
  }
  await expect(bar(page)).toBeVisible()
}

async function menu(page: Page, item: string): Promise<void> {
  await bar(page).getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

test.beforeEach(async ({ page }) => {
  await page.goto('/')
  await gridReady(page)
})

test('tags: added and removed by dialog, taken back by Undo', async ({ page }) => {
  await tick(page, 0, 1)
  await page.keyboard.press('t')
  const dialog = page.getByRole('dialog', { name: 'Tags of 2 photos' })
  await expect(dialog.getByRole('button', { name: 'Change tags' })).toBeDisabled()
  await dialog.getByLabel('Add', { exact: true }).fill('sea, holiday')
  await dialog.getByLabel('Add', { exact: true }).press('Enter')
  await dialog.getByRole('button', { name: 'Change tags' }).click()
  await expect(page.getByText('2 photos tagged anew')).toBeVisible()
  await expect.poll(async () => (await photo(page, 0)).tags).toEqual(['sea', 'holiday'])
  await page.getByRole('button', { name: 'Dismiss' }).click()
  await tick(page, 0, 1)
  await page.keyboard.press('t')
  await dialog.getByRole('button', { name: 'Remove sea' }).click()
  await dialog.getByRole('button', { name: 'Change tags' }).click()
  await expect.poll(async () => (await photo(page, 1)).tags).toEqual(['holiday'])
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(async () => (await photo(page, 1)).tags).toEqual(['sea', 'holiday'])
})

test('time, rating and favourite; Ctrl-Z takes the last one back', async ({ page }) => {
  await tick(page, 3)
  await menu(page, 'Move the time')
  const dialog = page.getByRole('dialog', { name: 'Move the time of 1 photo' })
  await dialog.getByLabel('Direction').selectOption('Earlier')
  await dialog.getByLabel('Hours').fill('13')
  await expect(dialog).toContainText('becomes Saturday 2 March 2024, 23:00')
  await dialog.getByRole('button', { name: 'Move the time' }).click()
  await expect(page.getByText('1 photo moved in time')).toBeVisible()
  await expect.poll(async () => (await photo(page, 3)).takenAt).toBe('2024-03-02T23:00:00')
  await tick(page, 3, 4)
  await page.keyboard.press('4')
  await expect(page.getByText('2 photos rated 4 of 5')).toBeVisible()
  await expect.poll(async () => (await photo(page, 4)).rating).toBe(4)
  await tick(page, 3, 4)
  await page.keyboard.press('f')
  await expect(page.getByText('2 photos added to your favourites')).toBeVisible()
  await expect.poll(async () => (await photo(page, 4)).favourite).toBe(true)
  await page.keyboard.press('Control+z')
  await expect(page.getByText('Undone')).toBeVisible()
  await expect.poll(async () => (await photo(page, 4)).favourite).toBe(false)
})

test('several photos come as one zip', async ({ page }) => {
  await tick(page, 0, 1, 2)
  const coming = page.waitForEvent('download')
  await bar(page).getByRole('button', { name: 'Download' }).click()
  const download = await coming
  expect(download.suggestedFilename()).toBe('photos.zip')
  expect(await download.failure()).toBeNull()
})

test('all results of a filter: counted by a dry run, changed, taken back', async ({ page }) => {
  await page.goto('/gallery?q=boat')
  await gridReady(page)
  await tick(page, 0)
  await menu(page, 'Select all results')
  await expect(bar(page).getByRole('status')).toHaveText('All 3 selected')
  await page.keyboard.press('5')
  const dialog = page.getByRole('alertdialog', { name: 'Change 3 photos?' })
  await expect(dialog).toContainText('3 photos of yours fit the filter.')
  await expect.poll(async () => (await photo(page, 1)).rating).toBeNull()
  await dialog.getByRole('button', { name: 'Change them' }).click()
  await expect(page.getByText('3 photos rated 5 of 5')).toBeVisible()
  for (const index of [0, 1, 2]) await expect.poll(async () => (await photo(page, index)).rating).toBe(5)
  await expect.poll(async () => (await photo(page, 5)).rating).toBeNull()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(async () => (await photo(page, 2)).rating).toBeNull()
})

test('what changed meanwhile is not overwritten by Undo', async ({ page, baseURL }) => {
  await tick(page, 5)
  await page.keyboard.press('2')
  await expect(page.getByText('1 photo rated 2 of 5')).toBeVisible()
  await page.request.patch(`/api/v1/photos/${idAt(5)}`, { headers: { origin: String(baseURL) }, data: { rating: 3 } })
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('One of these photos was changed again since. Nothing was undone.')).toBeVisible()
  await expect.poll(async () => (await photo(page, 5)).rating).toBe(3)
})

test('the archive: out of the gallery by a key, in its list, and back', async ({ page }) => {
  await tick(page, 5)
  await page.keyboard.press('e')
  await expect(page.getByText('1 photo moved to the archive')).toBeVisible()
  await expect(tile(page, idAt(5))).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(tile(page, idAt(5))).toBeVisible()
  await tick(page, 5)
  await menu(page, 'Archive')
  await expect(tile(page, idAt(5))).toHaveCount(0)
  await page.getByRole('link', { name: 'Archive' }).click()
  await expect(page).toHaveURL('/gallery?owner=me&archived=true')
  await expect(page.getByRole('heading', { name: 'Archive' })).toBeAttached()
  await tick(page, 5)
  await menu(page, 'Out of the archive')
  await expect(page.getByText('The archive is empty')).toBeVisible()
  await expect.poll(async () => (await photo(page, 5)).archived).toBe(false)
})
