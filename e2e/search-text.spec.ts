import { expect, type Page, test } from '@playwright/test'
import { gridReady, personWithPhotos, type Storage, shownIds } from './gallery-fixtures'
import { newPerson } from './new-person'
import { type Seeded, seedPhotos } from './seed-photos'

let photos: Seeded[] = []
let storage: Storage

test.beforeAll(async ({ browser, baseURL }) => {
  test.setTimeout(180_000)
  ;({ photos, storage } = await personWithPhotos(browser, baseURL, [{}, {}]))
})

test.use({ storageState: async ({ browserName: _ }, use) => use(storage) })

const box = (page: Page) => page.getByRole('combobox', { name: 'Search photos' })

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await gridReady(page)
}

for (const title of [
  'Mary & John',
  'Paris - 2019',
  'Rome: day 1',
  '100 % (or so',
  'C:\\photos',
  'a | b',
  '5" x 7',
  'so :-)',
]) {
  test(`the title ${title} is found as it is typed`, async ({ page, request, baseURL }) => {
    const id = photos[0]?.id ?? ''
    const set = { headers: { origin: String(baseURL) }, data: { title } }
    expect((await request.patch(`/api/v1/photos/${id}`, set)).status()).toBe(200)
    await open(page, '/')
    await box(page).fill(title)
    await box(page).press('Enter')
    await expect(page).toHaveURL(/\/gallery\?q=.*owner=me/)
    await expect.poll(() => shownIds(page)).toContain(id)
    await expect(page.getByRole('alert').filter({ hasText: 'Shown without it.' })).toHaveCount(0)
  })
}

test('the box searches what it says, and offers everyone’s photos', async ({ page, browser, baseURL }) => {
  const other = await browser.newContext({ baseURL, storageState: { cookies: [], origins: [] } })
  await newPerson(other, String(baseURL))
  const [shown] = await seedPhotos(other.request, String(baseURL), [{ visibility: 'public' }])
  const title = `regatta${Date.now()}`
  const change = { headers: { origin: String(baseURL) }, data: { title } }
  expect((await other.request.patch(`/api/v1/photos/${shown?.id}`, change)).status()).toBe(200)

  await open(page, '/')
  await expect(box(page)).toHaveAttribute('placeholder', 'Search your photos')
  await box(page).fill(title)
  await box(page).press('Enter')
  await expect(page).toHaveURL(`/gallery?q=${title}&owner=me`)
  await expect(page.getByRole('heading', { name: 'No photos match' })).toBeVisible()
  await page.getByRole('link', { name: 'Search everyone’s photos' }).first().click()
  await expect.poll(() => shownIds(page)).toEqual([shown?.id])
  await box(page).fill('')
  await expect(box(page)).toHaveAttribute('placeholder', 'Search everyone’s photos')
  await open(page, '/')
  await box(page).fill(title)
  await page.getByRole('button', { name: `Search everyone’s photos for “${title}”` }).click()
  await expect(page).toHaveURL(`/gallery?q=${title}`)

  await other.clearCookies()
  const visitor = await other.newPage()
  await visitor.goto('/')
  await expect(box(visitor)).toHaveAttribute('placeholder', 'Search public photos')
  await other.close()
})

test('a mistake in the address is told above the gallery, which is shown without it', async ({ page }) => {
  const reply = await page.goto('/gallery?owner=me&iso=abc&visibility=private&utm_source=mail')
  expect(reply?.status()).toBe(200)
  await gridReady(page)
  const notice = page.getByRole('alert').filter({ hasText: 'Shown without it.' })
  await expect(notice).toContainText('“abc” is not a number or a range')
  await expect(notice.locator('mark')).toHaveText('abc')
  await expect.poll(() => shownIds(page)).toHaveLength(2)
  await notice.getByRole('link', { name: 'Leave it out' }).click()
  await expect(notice).toHaveCount(0)
  await expect(page.getByRole('list', { name: 'Conditions' }).getByRole('listitem')).toHaveCount(2)
  await page.goto('/map?owner=me&iso=abc')
  await expect(notice).toBeVisible()
})

test('a parameter that nobody knows is told in the same way; the marks of other sites are not', async ({ page }) => {
  const notice = page.getByRole('alert').filter({ hasText: 'Shown without it.' })
  for (const strange of ['foo=bar', 'limit=5', 'cursor=abc', 'twon=Berlin']) {
    const reply = await page.goto(`/gallery?owner=me&visibility=private&${strange}`)
    expect(reply?.status()).toBe(200)
    await gridReady(page)
    await expect(notice).toContainText(`asks for “${strange.split('=')[0]}”`)
    await expect.poll(() => shownIds(page)).toHaveLength(2)
    await notice.getByRole('link', { name: 'Leave it out' }).click()
    await expect(notice).toHaveCount(0)
    await expect(page).not.toHaveURL(new RegExp(strange))
    await expect.poll(() => shownIds(page)).toHaveLength(2)
  }
  for (const path of ['/gallery?owner=me&utm_source=mail&fbclid=1&ref=x', '/map?gclid=1']) {
    await page.goto(path)
    await expect(page.getByRole('searchbox').or(box(page)).first()).toBeVisible()
    await expect(notice).toHaveCount(0)
  }
  await page.goto('/map?foo=bar')
  await expect(notice).toContainText('asks for “foo”')
})
