import { expect, type Page, test } from '@playwright/test'
import { lightbox, manyPhotos, personWithPhotos, type Storage } from './gallery-fixtures'
import type { Seeded } from './seed-photos'

let photos: Seeded[] = []
let storage: Storage

test.beforeAll(async ({ browser, baseURL }) => {
  ;({ photos, storage } = await personWithPhotos(browser, baseURL, manyPhotos(1, 5)))
})

test.use({ storageState: async ({ browserName: _ }, use) => use(storage) })

const idAt = (index: number) => photos[index]?.id ?? ''
const panel = (page: Page) => page.getByRole('complementary', { name: 'About this photo' })

test('what is being written is kept when the next photo comes, and told when it could not be', async ({ page }) => {
  await page.goto(`/photos/${idAt(1)}`)
  await expect(lightbox(page)).toHaveClass(/pswp--ui-visible/)
  await page.keyboard.press('i')
  const title = panel(page).getByLabel('Title')
  const go = async (name: string, index: number) => {
    await page.getByRole('button', { name }).click()
    await expect(page).toHaveURL(`/photos/${idAt(index)}`)
  }
  await title.fill('Written and gone on')
  await go('Next photo', 2)
  await panel(page).getByPlaceholder('Add a tag').fill('half written')
  await go('Previous photo', 1)
  await expect(title).toHaveValue('Written and gone on')
  await go('Next photo', 2)
  await expect(panel(page).getByRole('link', { name: 'half written' })).toBeVisible()
  await page.route('**/api/v1/photos/*', (route) =>
    route.request().method() === 'PATCH' ? route.abort() : route.continue(),
  )
  await panel(page).getByLabel('Description').fill('Said twice')
  await go('Next photo', 3)
  const told = page.getByText(/^What you wrote was not saved\./)
  await expect(told).toBeVisible()
  await page.unroute('**/api/v1/photos/*')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(async () => {
    const reply = await page.request.get(`/api/v1/photos/${idAt(2)}`)
    expect(await reply.json()).toMatchObject({ description: 'Said twice', tags: ['half written'] })
  }).toPass()
})
