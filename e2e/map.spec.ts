import { type APIRequestContext, expect, type Page, test } from '@playwright/test'
import { examine } from './examine'
import { gridReady, mapDrawn, shownIds, tile } from './gallery-fixtures'
import { newPerson } from './new-person'
import { type Seeded, seedPhotos } from './seed-photos'

type Storage = Awaited<ReturnType<import('@playwright/test').BrowserContext['storageState']>>

// With MAP_SCREENSHOTS set to a folder, states are also kept there as pictures to look at.
const folder = process.env.MAP_SCREENSHOTS

const SEEDS = [
  { at: [52.52, 13.405], tags: ['boat'], visibility: 'public' },
  { at: [52.53, 13.41], tags: ['boat'] },
  { at: [48.857, 2.352], tags: ['tower'], visibility: 'public' },
  { at: [-17.8, 177.4], tags: ['island'] },
  { at: [-13.8, -172.1], tags: ['island'] },
  { at: null, tags: ['boat'] },
] as const

let photos: Seeded[] = []
let storage: Storage
let username = ''
let origin = ''

test.beforeAll(async ({ browser, baseURL }) => {
  test.setTimeout(180_000)
  origin = String(baseURL)
  const context = await browser.newContext({ baseURL })
  username = await newPerson(context, origin)
  photos = await seedPhotos(
    context.request,
    origin,
    SEEDS.map((_, at) => ({ takenAt: `2024-03-0${6 - at}T12:00:00` })),
  )
  for (const [index, { at, tags, ...rest }] of SEEDS.entries()) {
    const location = at && { latitude: at[0], longitude: at[1] }
    await patch(context.request, `/photos/${photos[index]?.id}`, { location, tags, ...rest })
  }
  await expect
    .poll(async () => (await get(context.request, '/photos/facets?owner=me&facets=town')).town.length)
    .toBeGreaterThan(2)
  storage = await context.storageState()
  await context.close()
})

test.use({ storageState: async ({ browserName: _ }, use) => use(storage) })

async function patch(request: APIRequestContext, path: string, data: object): Promise<void> {
  const reply = await request.patch(`/api/v1${path}`, { headers: { origin }, data })
  expect(reply.status(), await reply.text()).toBe(200)
}

const get = async (request: APIRequestContext, path: string) => (await request.get(`/api/v1${path}`)).json()
const inView = (page: Page) => page.getByRole('status').filter({ hasText: 'in view' })
const here = (page: Page) => page.getByRole('link', { name: 'Photos here' })
const cluster = (page: Page, count: number) =>
  page.getByRole('button', { name: `${count} photos here: look nearer`, exact: true })
const canvas = (page: Page) => page.locator('canvas.maplibregl-canvas')
const idAt = (index: number) => photos[index]?.id ?? ''

async function open(page: Page, address: string, count: number): Promise<void> {
  await page.goto(address)
  await expect(inView(page)).toHaveText(`${count} ${count === 1 ? 'photo' : 'photos'} in view`)
}

test('own photos in clusters; a click looks nearer until single ones stand there; a photo opens and Back returns', async ({
  page,
}) => {
  await open(page, '/map?owner=me', 5)
  await open(page, '/map?owner=me#3/50/8', 3)
  await cluster(page, 2).click()
  await expect(page).toHaveURL(/#(?!3\/)[\d.]+\/52\./)
  const single = page.locator('a.map-photo')
  await expect(async () => {
    // The cluster may come apart just now.
    if ((await cluster(page, 2).count()) > 0) await cluster(page, 2).click({ timeout: 1000 })
    await expect(single).toHaveCount(2, { timeout: 1500 })
  }).toPass()
  await expect(inView(page)).toHaveText('2 photos in view')
  await mapDrawn(page)
  const place = page.url()
  await single.first().click()
  await expect(page).toHaveURL(/\/photos\//)
  await page.goBack()
  await expect(page).toHaveURL(place)
  await expect(inView(page)).toHaveText('2 photos in view')
})

test('the filter bar narrows the map, its address is the gallery’s, “photos here” takes the view along', async ({
  page,
}) => {
  await open(page, '/map?owner=me', 5)
  await page.getByRole('button', { name: 'Filter' }).click()
  const panel = page.getByRole('complementary', { name: 'Filter' })
  await panel.getByRole('list', { name: 'Tags' }).getByRole('button', { name: /^boat/ }).click()
  await expect(page).toHaveURL(/\/map\?owner=me&tag=boat/)
  await expect(inView(page)).toHaveText('2 photos in view')
  await page.getByRole('combobox', { name: 'Search photos' }).fill('owner:me tag:tower')
  await page.getByRole('combobox', { name: 'Search photos' }).press('Enter')
  await expect(page).toHaveURL(/\/map\?owner=me&tag=tower/)
  await expect(inView(page)).toHaveText('1 photo in view')
  await expect(page.getByRole('list', { name: 'Conditions' })).toContainText('tower')
  await page.getByRole('link', { name: 'Remove: Tag tower' }).click()
  await expect(inView(page)).toHaveText('5 photos in view')
  await open(page, '/map?owner=me&tag=boat&bbox=13,52,14,53', 2)
  await here(page).click()
  await expect(page).toHaveURL(/\/gallery\?owner=me&tag=boat&bbox=/)
  await expect.poll(() => shownIds(page)).toEqual([idAt(0), idAt(1)])
  await page.goBack()
  await expect(inView(page)).toHaveText('2 photos in view')
})

test('a new filter goes to its photos only where none is in view', async ({ page }) => {
  await open(page, '/map?owner=me#8/52.5/13.4', 2)
  const search = page.getByRole('combobox', { name: 'Search photos' })
  await search.fill('owner:me tag:boat')
  await search.press('Enter')
  await expect(page).toHaveURL(/tag=boat#8\/52\.5/)
  await search.fill('owner:me tag:island')
  await search.press('Enter')
  await expect(inView(page)).toHaveText('2 photos in view')
  await expect(page).toHaveURL(/tag=island#[\d.]+\/-1[56]\./)
})

test('a box over the antimeridian: both sides are in view and in the gallery', async ({ page }) => {
  await open(page, '/map?owner=me&tag=island', 2)
  await open(page, '/map?owner=me&bbox=170,-25,-165,-5', 2)
  const box = async () =>
    (new URL((await here(page).getAttribute('href')) ?? '', origin).searchParams.get('bbox') ?? '')
      .split(',')
      .map(Number)
  await expect
    .poll(async () => {
      const [west = 0, , east = 0] = await box()
      return west - east
    })
    .toBeGreaterThan(0)
  await shot(page, 'antimeridian')
  await here(page).click()
  await expect.poll(() => shownIds(page)).toEqual([idAt(3), idAt(4)])
})

test('others’ places are on the map and in the list only where they allow it', async ({ page, browser, baseURL }) => {
  const visitor = await browser.newContext({ baseURL, storageState: { cookies: [], origins: [] } })
  const seen = await visitor.newPage()
  const mine = `/map?owner=${username}`
  const showsNone = async () => {
    await seen.goto(mine)
    await expect(seen.getByText('No photo of this search that you may see says where it was taken.')).toBeVisible()
    await expect(seen.locator('.map-photo, .map-cluster, canvas')).toHaveCount(0)
    await expect(seen.getByRole('link', { name: /^Paris/ })).toHaveCount(0)
    await expect(here(seen)).toHaveCount(0)
  }
  await showsNone()
  await patch(page.request, '/me', { showLocation: true })
  await open(seen, mine, 2)
  await expect(seen.getByRole('link', { name: /^Paris/ })).toBeVisible()
  await patch(page.request, '/me', { showLocation: false })
  await showsNone()
  await visitor.close()
})

test('without WebGL there is a list of places to go on from', async ({ page }) => {
  await page.addInitScript(() => {
    const original = HTMLCanvasElement.prototype.getContext
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, ...rest: unknown[]) {
      return kind.startsWith('webgl') ? null : Reflect.apply(original, this, [kind, ...rest])
    } as typeof original
  })
  await page.goto('/map?owner=me')
  await expect(page.getByRole('alert').filter({ hasText: 'WebGL' })).toContainText('The list of places below works')
  await shot(page, 'without-webgl')
  await page.getByRole('link', { name: /^France/ }).click()
  await expect(page).toHaveURL('/gallery?owner=me&country=France')
  await expect.poll(() => shownIds(page)).toEqual([idAt(2)])
})

test('the shown place in the panel; a click on the small map writes the coordinates of the form', async ({ page }) => {
  await page.goto(`/photos/${idAt(2)}`)
  await expect(page.locator('.pswp')).toBeVisible()
  await page.keyboard.press('i')
  const panel = page.getByRole('complementary', { name: 'About this photo' })
  // The one of the form stands before it, folded away.
  await expect(panel.locator('[data-place-map]').last().locator('.map-pin')).toBeVisible()
  await shot(page, 'panel')
  await panel.getByText('Edit the place').click()
  const form = panel.locator('form').filter({ hasText: 'Latitude and longitude' })
  const small = form.locator('[data-place-map]')
  await small.scrollIntoViewIfNeeded()
  await expect(small.locator('.map-pin')).toBeVisible()
  const field = form.getByLabel('Latitude and longitude')
  await small.locator('canvas').click({ position: { x: 60, y: 60 } })
  await expect(field).not.toHaveValue('48.857, 2.352')
  const clicked = await field.inputValue()
  await small.locator('canvas').press('ArrowRight')
  await expect(page).toHaveURL(`/photos/${idAt(2)}`)
  await expect
    .poll(async () => {
      await small.locator('canvas').press('Enter')
      return field.inputValue()
    })
    .not.toBe(clicked)
  await shot(page, 'panel-edit')
  await field.fill('48.85, 2.35')
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(panel.getByText('48.85000, 2.35000')).toBeVisible()
  expect((await get(page.request, `/photos/${idAt(2)}`)).location).toMatchObject({ latitude: 48.85, longitude: 2.35 })
  await panel.getByRole('link', { name: 'Show on the map' }).click()
  await expect(page).toHaveURL(/\/map#8\/48\.85/)
})

test('the place of several photos is picked by a click, too', async ({ page }) => {
  await page.goto('/gallery?owner=me&hasLocation=false')
  await gridReady(page)
  const ticked = tile(page, idAt(5))
  await ticked.hover()
  await ticked.locator('[data-tick]').click()
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Set the place' }).click()
  const dialog = page.getByRole('dialog', { name: 'Place of 1 photo' })
  await dialog.locator('[data-place-map] canvas').click({ position: { x: 150, y: 60 } })
  await expect(dialog.locator('.map-pin')).toBeVisible()
  const [latitude, longitude] = (await dialog.getByLabel('Latitude and longitude').inputValue()).split(', ').map(Number)
  await dialog.getByRole('button', { name: 'Set the place' }).click()
  await expect(page.getByText('1 photo moved to the new place')).toBeVisible()
  expect((await get(page.request, `/photos/${idAt(5)}`)).location).toMatchObject({ latitude, longitude })
  await patch(page.request, `/photos/${idAt(5)}`, { location: null })
})

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [320, 1280]) {
    test(`axe finds nothing: ${colorScheme}, ${width} px`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.setViewportSize({ width, height: 800 })
      await open(page, '/map?owner=me&q=tag:boat or tag:tower or tag:island', 5)
      await expect(canvas(page)).toBeVisible()
      await shot(page, `map-${colorScheme}-${width}`)
      await examine(page)
    })
  }
}

async function shot(page: Page, name: string): Promise<void> {
  if (!folder) return
  await mapDrawn(page)
  await page.screenshot({ path: `${folder}/${name}.png` })
}
