// What is edited in another tab or by a program reaches an open page.
import { expect, test } from '@playwright/test'
import { gridReady, manyPhotos, personWithPhotos, tile } from './gallery-fixtures'

test('an edit of one photo, and one of many, reach an open gallery', async ({ browser, baseURL }) => {
  const { photos, storage } = await personWithPhotos(browser, baseURL, manyPhotos(1, 4))
  const idAt = (index: number) => photos[index]?.id ?? ''
  const context = await browser.newContext({ baseURL, storageState: storage })
  const page = await context.newPage()
  const headers = { origin: String(baseURL) }
  const events = page.waitForResponse('**/api/v1/events')
  await page.goto('/')
  await gridReady(page)
  await events
  const data = { title: 'Harbour at noon' }
  expect((await context.request.patch(`/api/v1/photos/${idAt(0)}`, { headers, data })).ok()).toBe(true)
  await expect(tile(page, idAt(0)).getByRole('img', { name: 'Harbour at noon' })).toBeVisible()
  const many = { select: { ids: [idAt(1), idAt(2)] }, set: { description: 'Boats all around' } }
  expect((await context.request.patch('/api/v1/photos', { headers, data: many })).ok()).toBe(true)
  for (const at of [1, 2])
    await expect(tile(page, idAt(at)).getByRole('img', { name: 'Boats all around' })).toBeVisible()
  await context.close()
})
