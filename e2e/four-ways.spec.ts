import { randomBytes } from 'node:crypto'
import { type APIRequestContext, expect, type Page, test } from '@playwright/test'
import sharp from 'sharp'
import { gridReady, shownIds, tile } from './gallery-fixtures'
import { newPerson } from './new-person'

type Storage = Awaited<ReturnType<import('@playwright/test').BrowserContext['storageState']>>

/** The filter, as the address and the API say it. */
const QUERY = 'owner=me&town=Berlin&after=2023-08-01&before=2023-08-15'

const BERLIN = ['52/1 31/1 12/1', '13/1 24/1 18/1'] as const
const PARIS = ['48/1 51/1 24/1', '2/1 21/1 8/1'] as const

/** Those that fit first, newest first. */
const SEEDS = [
  { taken: '2023:08:15 23:59:59', at: BERLIN },
  { taken: '2023:08:07 12:00:00', at: BERLIN },
  { taken: '2023:08:01 00:00:00', at: BERLIN },
  { taken: '2023:08:16 00:00:00', at: BERLIN },
  { taken: '2023:07:31 23:59:59', at: BERLIN },
  { taken: '2023:08:07 12:00:00', at: PARIS },
  { taken: '2023:08:07 12:00:00', at: null },
] as const
const FITTING = 3

let origin = ''
let storage: Storage
let ids: string[] = []

test.describe.configure({ mode: 'serial' })

test.beforeAll(async ({ browser, baseURL }) => {
  test.setTimeout(180_000)
  origin = String(baseURL)
  const context = await browser.newContext({ baseURL })
  await newPerson(context, origin)
  for (const { taken, at } of SEEDS) ids.push(await upload(context.request, taken, at))
  await allReady(context.request)
  storage = await context.storageState()
  await context.close()
})

test.use({ storageState: async ({ browserName: _ }, use) => use(storage) })

/** Uploads a picture whose own EXIF says when and where it was taken. @returns its id */
async function upload(
  request: APIRequestContext,
  taken: string,
  at: readonly [string, string] | null,
): Promise<string> {
  const gps = at && {
    IFD3: { GPSLatitudeRef: 'N', GPSLatitude: at[0], GPSLongitudeRef: 'E', GPSLongitude: at[1] },
  }
  const buffer = await sharp(randomBytes(96 * 64 * 3), { raw: { width: 96, height: 64, channels: 3 } })
    .withExif({ IFD2: { DateTimeOriginal: taken }, ...gps })
    .jpeg()
    .toBuffer()
  const file = { name: 'picture.jpg', mimeType: 'image/jpeg', buffer }
  const reply = await request.post('/api/v1/photos', { headers: { origin }, multipart: { file } })
  expect(reply.status(), await reply.text()).toBe(201)
  return (await reply.json()).photos[0].id
}

async function allReady(request: APIRequestContext): Promise<void> {
  const states = async () =>
    (await (await request.get('/api/v1/photos?owner=me')).json()).items.map(({ status }: { status: string }) => status)
  await expect.poll(states, { timeout: 60_000 }).toEqual(ids.map(() => 'ready'))
}

const list = async (request: APIRequestContext, query: string): Promise<{ id: string; rating: number | null }[]> =>
  (await (await request.get(`/api/v1/photos?${query}`)).json()).items

const box = (page: Page) => page.getByRole('combobox', { name: 'Search photos' })
const wanted = () => ids.slice(0, FITTING)

test('form, text, address and API give the same photos', async ({ page, request }) => {
  expect((await list(request, QUERY)).map(({ id }) => id)).toEqual(wanted())
  const typed = new URLSearchParams({ q: 'owner:me town:berlin after:01.08.2023 before:15.08.2023' })
  expect((await list(request, String(typed))).map(({ id }) => id)).toEqual(wanted())

  await page.goto('/gallery?owner=me&town=BERLIN&after=01.08.2023&before=15.08.2023')
  await expect.poll(() => shownIds(page)).toEqual(wanted())

  await page.goto('/')
  await gridReady(page)
  await box(page).fill('owner:me town:Berlin after:2023-08-01 before:2023-08-15')
  await box(page).press('Enter')
  await expect(page).toHaveURL(`/gallery?${QUERY}`)
  await expect.poll(() => shownIds(page)).toEqual(wanted())

  await page.goto('/')
  await gridReady(page)
  await page.getByRole('button', { name: 'Filter' }).click()
  const panel = page.getByRole('complementary', { name: 'Filter' })
  await panel
    .getByRole('list', { name: 'Where' })
    .getByRole('button', { name: /^Berlin/ })
    .first()
    .click()
  await expect(page).toHaveURL('/gallery?owner=me&town=Berlin')
  await panel.getByLabel('From').fill('2023-08-01')
  await expect(page).toHaveURL(/after=2023-08-01/)
  await panel.getByLabel('To', { exact: true }).fill('2023-08-15')
  await expect(page).toHaveURL(`/gallery?${QUERY}`)
  await expect.poll(() => shownIds(page)).toEqual(wanted())
  await expect(page.getByRole('status').filter({ hasText: `${FITTING} photos` })).toBeVisible()
})

test('timeline, facets and map count the same photos', async ({ request }) => {
  const { months } = await (await request.get(`/api/v1/timeline?${QUERY}`)).json()
  expect(months).toEqual([{ month: '2023-08', count: FITTING }])
  const { country } = await (await request.get(`/api/v1/photos/facets?${QUERY}&facets=country`)).json()
  expect(country).toContainEqual({ value: 'Germany', count: FITTING })
  expect((await (await request.get(`/api/v1/map?${QUERY}`)).json()).count).toBe(FITTING)
})

test('a smart album made of it follows a new upload', async ({ page, request }) => {
  await page.goto(`/gallery?${QUERY}`)
  await gridReady(page)
  await page.getByRole('button', { name: 'Save as album' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Title').fill('Holiday in Berlin')
  await dialog.getByRole('button', { name: 'Create album' }).click()
  await expect(page).toHaveURL(/\/albums\/[0-9a-f-]{36}$/)
  await expect(page.getByRole('heading', { name: 'Holiday in Berlin' })).toBeVisible()
  await expect.poll(() => shownIds(page)).toEqual(wanted())

  const newcomer = await upload(request, '2023:08:10 09:00:00', BERLIN)
  const stranger = await upload(request, '2023:08:10 09:00:00', PARIS)
  ids = [ids[0] as string, newcomer, ...ids.slice(1), stranger]
  await allReady(request)
  await page.reload()
  await expect.poll(() => shownIds(page)).toEqual(ids.slice(0, FITTING + 1))
})

test('a batch edit over it changes exactly these', async ({ page, request }) => {
  const dry = { select: { filter: Object.fromEntries(new URLSearchParams(QUERY)) }, set: { rating: 4 }, dryRun: true }
  const asked = await request.patch('/api/v1/photos', { headers: { origin }, data: dry })
  expect(await asked.json()).toMatchObject({ matched: FITTING + 1, changed: FITTING + 1 })
  expect((await list(request, 'owner=me')).every(({ rating }) => rating === null)).toBe(true)

  await page.goto(`/gallery?${QUERY}`)
  await gridReady(page)
  const first = tile(page, ids[0] ?? '')
  await first.hover()
  await first.locator('[data-tick]').click()
  const bar = page.getByRole('toolbar', { name: 'Actions on the selected photos' })
  await bar.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Select all results' }).click()
  await expect(bar.getByRole('status')).toHaveText(`All ${FITTING + 1} selected`)
  await page.keyboard.press('4')
  await page
    .getByRole('alertdialog', { name: `Change ${FITTING + 1} photos?` })
    .getByRole('button', { name: 'Change them' })
    .click()
  await expect(page.getByText(`${FITTING + 1} photos rated 4 of 5`)).toBeVisible()
  const rated = (await list(request, 'owner=me')).filter(({ rating }) => rating === 4).map(({ id }) => id)
  expect(rated.sort()).toEqual(ids.slice(0, FITTING + 1).sort())
})
