import { expect, test } from '@playwright/test'
import { newPerson } from './new-person'
import { seedPhotos } from './seed-photos'

test('visitors search public photos by the same box, and no place that is not shown', async ({ browser, baseURL }) => {
  const own = await browser.newContext({ baseURL })
  const username = await newPerson(own, String(baseURL))
  const [photo] = await seedPhotos(own.request, String(baseURL), [{ visibility: 'public' }])
  const changed = await own.request.patch(`/api/v1/photos/${photo?.id}`, {
    headers: { origin: String(baseURL) },
    data: { place: { town: 'Oslo', country: 'Norway' } },
  })
  expect(changed.status(), await changed.text()).toBe(200)
  await own.close()

  const context = await browser.newContext({ baseURL })
  const page = await context.newPage()
  await page.goto(`/gallery?owner=${username}`)
  await expect(page.locator('.photo-grid [data-photo]')).toBeVisible()
  const box = page.getByRole('combobox', { name: 'Search photos' })
  await box.fill(`owner:${username} town:`)
  await expect(page.getByText('Enter searches titles')).toBeVisible()
  await expect(page.getByRole('option', { name: /Oslo/ })).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Save as album' })).toHaveCount(0)
  await context.close()
})
