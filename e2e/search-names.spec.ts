import { expect, type Page, test } from '@playwright/test'
import { gridReady, personWithPhotos, type Storage, shownIds } from './gallery-fixtures'
import type { Seeded } from './seed-photos'

let photos: Seeded[] = []
let storage: Storage

test.beforeAll(async ({ browser, baseURL }) => {
  const days = ['2023-08-10T10:00:00', '2023-08-02T10:00:00'].map((takenAt) => ({ takenAt }))
  ;({ photos, storage } = await personWithPhotos(browser, baseURL, days))
})

test.use({ storageState: async ({ browserName: _ }, use) => use(storage) })

const box = (page: Page) => page.getByRole('combobox', { name: 'Search photos' })
const option = (page: Page, name: string | RegExp) => page.getByRole('option', { name })

test('albums are chosen by name, and no id is shown; earlier searches are offered until they are removed', async ({
  page,
  request,
  baseURL,
}) => {
  const headers = { origin: String(baseURL) }
  const made = await request.post('/api/v1/albums', { headers, data: { title: 'By the sea 2023' } })
  const { id } = await made.json()
  const ids = photos.map((photo) => photo.id)
  expect((await request.put(`/api/v1/albums/${id}/photos`, { headers, data: { ids } })).ok()).toBe(true)
  await page.goto('/gallery?owner=me')
  await gridReady(page)
  await box(page).fill('album:sea')
  await option(page, /By the sea 2023/).click()
  await expect(box(page)).toHaveValue('album:"By the sea 2023" ')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`/gallery?owner=me&album=${id}`)
  await expect.poll(() => shownIds(page)).toEqual(ids)
  await expect(page.getByRole('button', { name: 'Change: Album By the sea 2023' })).toBeVisible()
  await page.reload()
  await expect(box(page)).toHaveValue('owner:me album:"By the sea 2023"')

  const recent = page.getByRole('list', { name: 'Remove recent searches' })
  await box(page).fill('tag:tower')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/gallery?owner=me&tag=tower')
  await box(page).fill('')
  await expect(option(page, 'tag:tower')).toBeVisible()
  await recent.getByRole('button', { name: 'Remove “tag:tower” from the recent searches' }).click()
  await expect(option(page, 'tag:tower')).toHaveCount(0)
  await expect(box(page)).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`/gallery?owner=me&album=${id}`)
  await box(page).fill('')
  await page.getByRole('button', { name: 'Remove all' }).click()
  await expect(recent).toHaveCount(0)
  expect(await page.evaluate(() => localStorage.getItem('albumen-searches'))).not.toContain('sea')
})
