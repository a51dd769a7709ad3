import { expect, type Page, test } from '@playwright/test'
import { examine } from './examine'
import { gridReady, personWithPhotos, type Storage, shownIds } from './gallery-fixtures'
import type { Seeded, SeedPhoto } from './seed-photos'

const BERLIN = { town: 'Berlin', region: 'Berlin', country: 'Germany', countryCode: 'DE' }
const OSLO = { town: 'Oslo', region: 'Oslo', country: 'Norway', countryCode: 'NO' }
const SEEDS: (SeedPhoto & { set: object })[] = [
  {
    takenAt: '2023-08-02T10:00:00',
    set: { place: BERLIN, tags: ['boat'], camera: { make: 'FUJIFILM', model: 'X100V' } },
  },
  { takenAt: '2023-08-10T10:00:00', set: { place: BERLIN, tags: ['boat', 'blue'], rating: 4, favourite: true } },
  { takenAt: '2023-09-20T10:00:00', set: { place: BERLIN, tags: ['tower'] } },
  { takenAt: '2022-05-01T10:00:00', set: { place: OSLO, tags: ['boat'], rating: 2 } },
  { takenAt: '2021-05-01T10:00:00', set: { title: 'Blue boat at dawn' } },
]

let photos: Seeded[] = []
let storage: Storage

test.beforeAll(async ({ browser, baseURL }) => {
  test.setTimeout(180_000)
  ;({ photos, storage } = await personWithPhotos(browser, baseURL, SEEDS, async (request, made, origin) => {
    for (const [at, { set }] of SEEDS.entries()) {
      const changed = await request.patch(`/api/v1/photos/${made[at]?.id}`, { headers: { origin }, data: set })
      expect(changed.status(), await changed.text()).toBe(200)
    }
  }))
})

test.use({ storageState: async ({ browserName: _ }, use) => use(storage) })

const box = (page: Page) => page.getByRole('combobox', { name: 'Search photos' })
const option = (page: Page, name: string | RegExp) => page.getByRole('option', { name })
const panel = (page: Page) => page.getByRole('complementary', { name: 'Filter' })
const idsOf = (...indexes: number[]) => indexes.map((index) => photos[index]?.id)

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await gridReady(page)
}

test('one filter: made in the form, typed as text, pasted as address and sent to the API gives the same photos', async ({
  page,
  request,
}) => {
  const query = 'owner=me&town=Berlin&after=2023-08-01&before=2023-08-15&tag=boat'
  const wanted = idsOf(1, 0)

  const reply = await (await request.get(`/api/v1/photos?${query}&count=true`)).json()
  expect(reply.items.map(({ id }: { id: string }) => id)).toEqual(wanted)
  expect(reply.total).toBe(2)

  await open(page, '/gallery?owner=me&town=berlin&after=01.08.2023&before=15.08.2023&tag=boat')
  await expect.poll(() => shownIds(page)).toEqual(wanted)
  await expect(page.getByRole('status').filter({ hasText: '2 photos' })).toBeVisible()

  await open(page, '/')
  await box(page).fill('owner:me town:Berlin after:01.08.2023 before:15.08.2023 tag:boat')
  await box(page).press('Enter')
  await expect(page).toHaveURL(`/gallery?${query}`)
  await expect.poll(() => shownIds(page)).toEqual(wanted)

  await open(page, '/')
  await page.getByRole('button', { name: 'Filter' }).click()
  await panel(page).getByRole('textbox', { name: 'Where' }).fill('berl')
  await panel(page)
    .getByRole('list', { name: 'Where' })
    .getByRole('button', { name: /^Berlin/ })
    .first()
    .click()
  await expect(page).toHaveURL('/gallery?owner=me&town=Berlin')
  await panel(page).getByLabel('From').fill('2023-08-01')
  await expect(page).toHaveURL(/after=2023-08-01/)
  await panel(page).getByLabel('To', { exact: true }).fill('2023-08-15')
  await expect(page).toHaveURL(/before=2023-08-15/)
  await panel(page).getByRole('list', { name: 'Tags' }).getByRole('button', { name: /^boat/ }).click()
  await expect(page).toHaveURL(`/gallery?${query}`)
  await expect.poll(() => shownIds(page)).toEqual(wanted)
})

test('the slash key leads to the box; keys and values with counts are suggested; Enter goes', async ({ page }) => {
  await open(page, '/')
  await page.keyboard.press('/')
  await expect(box(page)).toBeFocused()
  await page.keyboard.type('owner:me tow')
  const chosen = await option(page, /^town:/).evaluate((row: HTMLElement) => {
    row.click()
    const line = document.activeElement as HTMLInputElement
    return { text: line.value, caret: line.selectionStart }
  })
  expect(chosen, 'the next key belongs behind it, even before the next frame').toEqual({
    text: 'owner:me town:',
    caret: 'owner:me town:'.length,
  })
  await page.keyboard.type('be')
  await expect(option(page, /Berlin/)).toContainText('3')
  await page.keyboard.press('ArrowDown')
  await expect(option(page, /Berlin/)).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect(box(page)).toHaveValue('owner:me town:Berlin ')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/gallery?owner=me&town=Berlin')
  await expect(page.getByRole('status').filter({ hasText: '3 photos' })).toBeVisible()
})

test('a mistake is marked where it is, a click mends it, and nothing is lost', async ({ page }) => {
  await open(page, '/')
  await box(page).fill('town:Berlin iso:800-200')
  await box(page).press('Enter')
  const problem = page.locator('#search-problem')
  await expect(problem).toContainText('The range 800-200 is the wrong way round; write 200-800.')
  await expect(problem.locator('mark')).toHaveText('800-200')
  await expect(box(page)).toHaveAttribute('aria-invalid', 'true')
  await expect(page).toHaveURL('/')
  await problem.getByRole('button', { name: 'Search for iso:200-800' }).click()
  await expect(page).toHaveURL('/gallery?owner=me&town=Berlin&iso=200-800')
  await expect(problem).toHaveCount(0)
  await box(page).fill('camera:x100 rating:abc')
  await box(page).press('Enter')
  await problem.getByRole('button', { name: 'Leave it out' }).click()
  await expect(page).toHaveURL('/gallery?owner=me&camera=x100')
  await expect.poll(() => shownIds(page)).toEqual(idsOf(0))
})

test('chips: one by one away, a click edits, the order changes', async ({ page }) => {
  await open(page, '/gallery?owner=me&tag=boat&town=Berlin')
  await expect(page.getByRole('list', { name: 'Conditions' }).getByRole('listitem')).toHaveCount(3)
  await page.getByRole('button', { name: 'Change: Town Berlin' }).click()
  await expect(box(page)).toBeFocused()
  const selected = () =>
    box(page).evaluate((input: HTMLInputElement) =>
      input.value.slice(input.selectionStart ?? 0, input.selectionEnd ?? 0),
    )
  await expect.poll(selected).toBe('town:Berlin')
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'Remove: Town Berlin' }).click()
  await expect(page).toHaveURL('/gallery?owner=me&tag=boat')
  await expect.poll(() => shownIds(page)).toEqual(idsOf(1, 0, 3))
  await page.getByRole('combobox', { name: 'Order' }).selectOption('Oldest first')
  await expect(page).toHaveURL('/gallery?owner=me&tag=boat&order=asc')
  await expect.poll(() => shownIds(page)).toEqual(idsOf(3, 0, 1))
  await page.goBack()
  await expect(page).toHaveURL('/gallery?owner=me&tag=boat')
})

test('facets narrow each other; favourites and stars; all can be cleared', async ({ page }) => {
  await open(page, '/gallery?owner=me')
  await page.getByRole('button', { name: 'Filter' }).click()
  const tags = panel(page).getByRole('list', { name: 'Tags' })
  await expect(tags.getByRole('button', { name: /^boat/ })).toHaveText(/boat\s*3/)
  await panel(page).getByRole('button', { name: /^2022/ }).click()
  await expect(page).toHaveURL('/gallery?owner=me&after=2022&before=2022')
  await expect(tags.getByRole('button', { name: /^boat/ })).toHaveText(/boat\s*1/)
  await panel(page).getByRole('button', { name: /^2022/ }).click()
  await panel(page).getByLabel('Only favourites').check()
  await expect(page).toHaveURL('/gallery?owner=me&favourite=true')
  await panel(page).getByLabel('Stars').selectOption('At least 3 stars')
  await expect.poll(() => shownIds(page)).toEqual(idsOf(1))
  await panel(page).getByRole('button', { name: 'Clear all' }).click()
  await expect(page).toHaveURL('/gallery')
  await page.keyboard.press('Escape')
  await expect(panel(page)).toHaveCount(0)
})

test('a filter kept as an album follows it', async ({ page, request }) => {
  await open(page, '/gallery?owner=me&tag=boat')
  await page.getByRole('button', { name: 'Save as album' }).click()
  await page.getByRole('dialog').getByLabel('Title').fill('Boats')
  await page.getByRole('button', { name: 'Create album' }).click()
  await expect(page).toHaveURL(/\/albums\/[0-9a-f-]{36}$/)
  await expect.poll(async () => (await shownIds(page)).length).toBe(3)
  const id = page.url().split('/').at(-1)
  const album = await (await request.get(`/api/v1/albums/${id}`)).json()
  expect(album).toMatchObject({ smart: true, filter: { owner: 'me', tag: 'boat' } })
})

test('nothing found: says what was asked for and offers to leave a part out', async ({ page }) => {
  await page.goto('/gallery?owner=me&town=Oslo&tag=tower')
  await expect(page.getByRole('heading', { name: 'No photos match' })).toBeVisible()
  await expect(page.getByText('owner:me town:Oslo tag:tower')).toBeVisible()
  await page.getByRole('link', { name: 'Without tag tower' }).click()
  await expect.poll(() => shownIds(page)).toEqual(idsOf(3))
})

test('the phone: Search at the thumb opens the box over the header', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 })
  await open(page, '/')
  await expect(box(page)).toBeHidden()
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Search' }).click()
  await expect(box(page)).toBeFocused()
  await expect.poll(async () => (await box(page).boundingBox())?.width ?? 0).toBeGreaterThan(240)
  await page.keyboard.type('dawn')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/gallery?q=dawn&owner=me')
  await expect.poll(() => shownIds(page)).toEqual(idsOf(4))
  await expect(box(page)).toBeHidden()
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
})

test('without script the box searches too', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, storageState: storage, javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto('/')
  await box(page).fill('tag:boat town:Oslo')
  await box(page).press('Enter')
  await expect(page).toHaveURL(/\/gallery\?owner=me&q=/)
  await expect.poll(() => shownIds(page)).toEqual(idsOf(3))
  await context.close()
})

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [390, 1280]) {
    test(`axe finds nothing: ${colorScheme}, ${width} px`, async ({ page }) => {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height: 800 })
      await open(page, '/gallery?owner=me&tag=boat')
      await page.getByRole('button', { name: 'Filter' }).click()
      await expect(panel(page).getByRole('list', { name: 'Tags' })).toBeVisible()
      await examine(page)
      await page.keyboard.press('Escape')
      await page.keyboard.press('/')
      await box(page).fill('tow')
      await expect(option(page, /^town:/)).toBeVisible()
      await examine(page)
      await box(page).fill('iso:tow')
      await box(page).press('Enter')
      await expect(page.locator('#search-problem')).toBeVisible()
      await examine(page)
      await page.goto('/gallery?owner=me&tag=boat&tag=nothing')
      await examine(page)
      await page.goto('/gallery?owner=me&tag=boat&iso=abc')
      await examine(page)
    })
  }
}
