import { expect, type Page, test } from '@playwright/test'
import { eachLook } from './each-look'
import { gridReady, lightbox, manyPhotos, tile, tileLink } from './gallery-fixtures'
import { newPerson } from './new-person'
import { type Seeded, seedPhotos } from './seed-photos'

let photos: Seeded[] = []
let full: Storage
let empty: Storage
let username = ''
type Storage = Awaited<ReturnType<import('@playwright/test').BrowserContext['storageState']>>

test.beforeAll(async ({ browser, baseURL }) => {
  test.setTimeout(180_000)
  const context = await browser.newContext({ baseURL })
  username = await newPerson(context, String(baseURL))
  const seeds = manyPhotos(6, 4)
  for (const index of [0, 1, 2]) seeds[index] = { ...seeds[index], visibility: 'public', title: `Boat ${index}` }
  photos = await seedPhotos(context.request, String(baseURL), seeds)
  const trashed = { select: { ids: photos.slice(20).map(({ id }) => id) } }
  await context.request.post('/api/v1/photos/delete', { data: trashed, headers: { origin: String(baseURL) } })
  full = await context.storageState()
  await context.close()
  const other = await browser.newContext({ baseURL })
  await newPerson(other, String(baseURL))
  empty = await other.storageState()
  await other.close()
})

interface Screen {
  name: string
  as: 'visitor' | 'full' | 'empty'
  path: () => string
  /** What is done before one looks. */
  prepare?: (page: Page) => Promise<void>
  /** Rules that mean something else. */
  beside?: string[]
}

const idAt = (index: number) => photos[index]?.id ?? ''

async function select(page: Page): Promise<void> {
  await gridReady(page)
  await tile(page, idAt(1))
    .locator('[data-tick]')
    .evaluate((button: HTMLElement) => button.click())
  await expect(page.getByRole('toolbar').getByRole('status')).toHaveText('1 selected')
  await page.getByRole('toolbar').getByRole('button', { name: 'Clear the selection' }).click({ trial: true })
}

async function open(page: Page): Promise<void> {
  await gridReady(page)
  await tileLink(page, idAt(1)).click()
  await expect(lightbox(page)).toHaveClass(/pswp--ui-visible/)
}

const SCREENS: Screen[] = [
  { name: 'wall', as: 'visitor', path: () => `/gallery?owner=${username}` },
  { name: 'nothing matches', as: 'visitor', path: () => `/gallery?owner=${username}&town=Atlantis` },
  { name: 'filter mistaken', as: 'visitor', path: () => '/gallery?twon=Berlin' },
  {
    name: 'photo alone',
    as: 'visitor',
    path: () => `/photos/${idAt(0)}`,
    prepare: (page) => expect(lightbox(page)).toBeVisible(),
  },
  { name: 'missing', as: 'visitor', path: () => '/photos/019a0000-0000-7000-8000-000000000000' },
  { name: 'no such page', as: 'visitor', path: () => '/no-such-page' },
  { name: 'own, empty', as: 'empty', path: () => '/' },
  { name: 'trash, empty', as: 'empty', path: () => '/trash' },
  { name: 'own', as: 'full', path: () => '/', prepare: gridReady },
  { name: 'selection', as: 'full', path: () => '/', prepare: select },
  { name: 'lightbox', as: 'full', path: () => '/', prepare: open },
  {
    name: 'information',
    as: 'full',
    path: () => '/',
    prepare: async (page) => {
      await open(page)
      await page.keyboard.press('i')
      await expect(page.getByRole('complementary', { name: 'About this photo' })).toBeVisible()
    },
  },
  {
    name: 'publish question',
    as: 'full',
    path: () => '/',
    prepare: async (page) => {
      await gridReady(page)
      await tileLink(page, idAt(6)).click()
      await page.getByRole('button', { name: 'Private: make public' }).click()
      await expect(page.getByRole('alertdialog')).toBeVisible()
    },
  },
  { name: 'trash', as: 'full', path: () => '/trash', prepare: gridReady },
  {
    name: 'account menu',
    // An open menu hangs at the end of the body, outside of the landmarks: a widget of the moment, no content of the page.
    beside: ['region'],
    as: 'full',
    path: () => '/',
    prepare: async (page) => {
      await page.getByRole('button', { name: /^Account of/ }).click()
      await expect(page.getByRole('menu')).toBeVisible()
    },
  },
]

// They look and change nothing.
test.describe.configure({ mode: 'parallel' })

for (const { name, as, path, prepare, beside } of SCREENS) {
  test(`${name}: axe finds nothing, in light and dark, and nothing sticks out at 320 px`, async ({
    browser,
    baseURL,
  }) => {
    const storageState = as === 'visitor' ? undefined : as === 'full' ? full : empty
    await eachLook(browser, { name, baseURL, storageState, path: path(), prepare, beside })
  })
}

test('the log-out is in the menu of every screen of people', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, storageState: full })
  const page = await context.newPage()
  for (const path of [
    '/',
    '/gallery',
    '/albums',
    '/map',
    '/trash',
    '/upload',
    '/duplicates',
    '/folders',
    '/sources',
    '/links',
    '/settings',
    '/docs',
  ]) {
    await page.goto(path)
    await page.getByRole('button', { name: /^Account of/ }).click()
    await expect(page.getByRole('menuitem', { name: 'Log out' }), path).toBeVisible()
  }
  await context.close()
})

test('the theme is kept without a flash: the server draws it', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, colorScheme: 'light' })
  const page = await context.newPage()
  await page.goto('/')
  await page.getByRole('button', { name: 'Theme: as the system' }).click()
  await page.getByRole('button', { name: 'Theme: light' }).click()
  await expect(page.getByRole('button', { name: 'Theme: dark' })).toBeVisible()
  await expect(page.locator('html')).toHaveCSS('background-color', 'rgb(15, 15, 16)')
  const html = await (await context.request.get('/')).text()
  expect(html).toMatch(/<html[^>]*data-theme="dark"/)
  await context.close()
})

test('the header makes way while one scrolls down and comes back', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, storageState: full, viewport: { width: 800, height: 400 } })
  const page = await context.newPage()
  await page.goto('/')
  await gridReady(page)
  await page.mouse.move(400, 300)
  await page.mouse.wheel(0, 600)
  await expect(page.getByRole('banner')).not.toBeInViewport()
  await page.mouse.wheel(0, -200)
  await expect(page.getByRole('banner')).toBeInViewport()
  await context.close()
})
