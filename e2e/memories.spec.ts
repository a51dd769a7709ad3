import { expect, test } from '@playwright/test'
import { MEMORIES_COOKIE } from '@/components/session/memories-cookie'
import { ZONE_COOKIE } from '@/components/session/zone'
import { examine } from './examine'
import { gridReady, personWithPhotos } from './gallery-fixtures'

/** Noon of two years ago, so many days off. */
function yearsAgo(days: number): string {
  const date = new Date(Date.now() + days * 86_400_000)
  date.setUTCFullYear(date.getUTCFullYear() - 2)
  return `${date.toISOString().slice(0, 10)}T12:00:00`
}

test('photos of other years stand over one’s own gallery, in the person’s zone, until they are closed for the day', async ({
  browser,
  baseURL,
}) => {
  // Whatever midnight does meanwhile, one of them is of this day.
  const seeds = [-1, 0, 1].map((days) => ({ takenAt: yearsAgo(days) }))
  const { storage, photos } = await personWithPhotos(browser, baseURL, seeds)
  const context = await browser.newContext({ baseURL, storageState: storage, viewport: { width: 320, height: 640 } })
  await context.clearCookies({ name: MEMORIES_COOKIE })
  const page = await context.newPage()
  const strip = page.getByRole('region', { name: 'In other years' })
  await page.goto('/')
  await gridReady(page)
  const zone = async () => (await context.cookies()).some(({ name }) => name === ZONE_COOKIE)
  await expect.poll(zone).toBe(true)
  await page.reload()
  await expect(strip.getByRole('heading', { name: 'On this day' })).toBeVisible()
  await expect(strip.getByRole('link')).toHaveCount(photos.length)
  await expect(strip.getByRole('button', { name: 'Hide until tomorrow' })).toBeVisible()
  await examine(page)
  await strip.getByRole('button', { name: 'Hide until tomorrow' }).click()
  await expect(strip).toBeHidden()
  await page.reload()
  await gridReady(page)
  await expect(strip).toHaveCount(0)
  await context.close()
})
