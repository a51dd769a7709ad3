// Whose groups are shown, which kinds there are, how one gets there, and groups of more photos than fit.
import { expect, type Page, test } from '@playwright/test'
import { burstFiles, card, equalFiles, firstSize, groupsMade, onPage, trashed, uploadFiles } from './duplicate-fixtures'
import { awake, personWithPhotos } from './gallery-fixtures'
import { newPerson } from './new-person'

const toast = (page: Page, text: string | RegExp) => page.getByText(text)

test('nobody sees groups of others, and visitors are asked to log in', async ({ browser, baseURL }) => {
  const origin = String(baseURL)
  const anna = await browser.newContext({ baseURL })
  await newPerson(anna, origin)
  const files = await equalFiles('foreign')
  const ids = await uploadFiles(anna.request, origin, files)
  await groupsMade(anna.request, 1)
  const [group] = (await (await anna.request.get('/api/v1/duplicates')).json()).items
  const ben = await browser.newContext({ baseURL })
  await newPerson(ben, origin)
  // The same content, of somebody else: a group of its own.
  const own = await uploadFiles(ben.request, origin, files)
  const page = await onPage(ben, origin, 1)
  await expect(card(page, own[0] ?? '')).toBeVisible()
  expect(await page.content()).not.toContain(ids[0])
  const decision = { keep: [ids[0]], action: 'trash' }
  const reply = await ben.request.post(`/api/v1/duplicates/${group.id}`, { headers: { origin }, data: decision })
  expect(reply.status()).toBe(404)
  await page.keyboard.press('Enter')
  await expect(toast(page, /1 photo moved to the trash/)).toBeVisible()
  expect(await trashed(anna.request, ids)).toEqual([false, false])
  const visitor = await browser.newContext({ baseURL })
  const asked = await visitor.newPage()
  await asked.goto('/duplicates?show=bursts')
  expect(new URL(asked.url()).pathname).toBe('/login')
  expect(new URL(asked.url()).searchParams.get('next')).toBe('/duplicates?show=bursts')
  for (const context of [anna, ben, visitor]) await context.close()
})

test('bursts are no duplicates: of them the best is kept', async ({ context, baseURL }) => {
  const origin = String(baseURL)
  await newPerson(context, origin)
  const ids = await uploadFiles(context.request, origin, await burstFiles('shot'))
  await groupsMade(context.request, 1, 'burst')
  await expect.poll(() => firstSize(context.request, 'burst')).toBe(3)
  const page = await onPage(context, origin, 0, '/duplicates?show=bursts')
  await expect(page.getByRole('heading', { name: 'A burst' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Keep the best, 2 to the trash' })).toBeVisible()
  await expect(page.getByText('not duplicates')).toHaveCount(0)
  await page.keyboard.press('n')
  await expect(toast(page, 'All 3 photos of the burst are kept')).toBeVisible()
  expect(await trashed(context.request, ids)).toEqual([false, false, false])
})

test('the page is reached by keys and by the menu, and its keys stand in the list', async ({ context, baseURL }) => {
  await newPerson(context, String(baseURL))
  const page = await context.newPage()
  await page.goto('/')
  await awake(page)
  await page.keyboard.press('g')
  await page.keyboard.press('d')
  await expect(page.getByRole('heading', { name: 'No duplicates' })).toBeVisible()
  await page.keyboard.press('?')
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(sheet.getByText('Keep all: not duplicates')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.goto('/')
  await awake(page)
  await page.getByRole('button', { name: /^Account of/ }).click()
  await page.getByRole('menuitem', { name: 'Duplicates' }).click()
  await expect(page).toHaveURL(/\/duplicates$/)
})

test('of a group of more than a hundred the first hundred are decided on, then the others', async ({
  browser,
  baseURL,
}) => {
  const seeds = Array.from({ length: 106 }, () => ({ width: 96, height: 64 }))
  const { storage } = await personWithPhotos(browser, baseURL, seeds)
  const context = await browser.newContext({ baseURL, storageState: storage })
  await expect.poll(() => firstSize(context.request), { timeout: 60_000 }).toBe(106)
  const page = await onPage(context, String(baseURL), 1)
  await expect(page.getByText('100 of them are shown and decided on first')).toBeVisible()
  await expect(page.locator('li[data-photo]')).toHaveCount(100)
  await page.keyboard.press('Enter')
  await expect(toast(page, /99 photos moved to the trash/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Keep this, 6 to the trash' })).toBeVisible()
  await page.keyboard.press('z')
  await expect(page.getByText('100 of them are shown and decided on first')).toBeVisible()
  await context.close()
})
