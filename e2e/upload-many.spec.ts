import { expect, test } from '@playwright/test'
import { newPerson } from './new-person'
import { panelOf } from './upload-fixtures'

const COUNT = 10_000

test('10,000 files in one drop: batches of at most 500, and only the rows in sight are in the page', async ({
  page,
  context,
  baseURL,
}) => {
  test.setTimeout(180_000)
  await newPerson(context, baseURL as string)
  const batches: number[] = []
  // The server is left out: it would know them all.
  await page.route('**/api/v1/uploads', async (route) => {
    const { files } = route.request().postDataJSON() as { files: { sha256: string }[] }
    batches.push(files.length)
    const uploads = files.map(({ sha256 }) => {
      const photoId = sha256.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-7$3-8$4-$5')
      return { photoId, duplicateOf: photoId, method: null, url: null, headers: {}, expiresAt: null }
    })
    await route.fulfill({ status: 201, json: { uploads } })
  })
  await page.goto('/upload')
  await page.waitForLoadState('load')
  await page.evaluate((count) => {
    const dataTransfer = new DataTransfer()
    for (let index = 0; index < count; index += 1) {
      const bytes = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, ...new TextEncoder().encode(`picture ${index}`)])
      dataTransfer.items.add(new File([bytes], `IMG_${index}.jpg`, { type: 'image/jpeg' }))
    }
    const drop = () =>
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
    // Until the page has woken up, nobody takes the drop.
    const again = setInterval(() => drop() || clearInterval(again), 200)
  }, COUNT)
  await expect(panelOf(page)).toContainText('10,000', { timeout: 60_000 })
  expect(await panelOf(page).locator('li').count()).toBeLessThan(40)
  await page.getByRole('radio', { name: /Public/ }).check()
  await expect(panelOf(page)).toContainText('Already in your library', { timeout: 120_000 })
  await expect(panelOf(page)).toContainText('10,000 of 10,000')
  expect(await panelOf(page).locator('li').count()).toBeLessThan(40)
  expect(Math.max(...batches)).toBeLessThanOrEqual(500)
  expect(batches.reduce((sum, size) => sum + size, 0)).toBe(COUNT)
})
