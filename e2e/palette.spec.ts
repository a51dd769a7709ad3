import { expect, type Page, test } from '@playwright/test'
import { examine } from './examine'
import { gridReady } from './gallery-fixtures'
import { newPerson } from './new-person'
import { type Seeded, seedPhotos } from './seed-photos'

type Storage = Awaited<ReturnType<import('@playwright/test').BrowserContext['storageState']>>

// With PALETTE_SCREENSHOTS set to a folder, states are also kept there as pictures to look at.
const folder = process.env.PALETTE_SCREENSHOTS

let photos: Seeded[] = []
let storage: Storage
let username = ''
let albumId = ''

test.beforeAll(async ({ browser, baseURL }) => {
  test.setTimeout(180_000)
  const origin = String(baseURL)
  const context = await browser.newContext({ baseURL })
  username = await newPerson(context, origin)
  const seeds = Array.from({ length: 3 }, (_, at) => ({ takenAt: `2024-03-0${3 - at}T12:00:00`, title: `Boat ${at}` }))
  photos = await seedPhotos(context.request, origin, seeds)
  const headers = { origin }
  const data = {
    place: { town: 'Königs Wusterhausen', region: 'Brandenburg', country: 'Germany', countryCode: 'DE' },
    camera: { make: 'FUJIFILM', model: 'X100V' },
    tags: ['kestrel'],
  }
  const changed = await context.request.patch(`/api/v1/photos/${photos[0]?.id}`, { headers, data })
  expect(changed.status(), await changed.text()).toBe(200)
  const made = await context.request.post('/api/v1/albums', { headers, data: { title: 'Übersee 2024' } })
  expect(made.status(), await made.text()).toBe(201)
  albumId = (await made.json()).id
  storage = await context.storageState()
  await context.close()
})

test.use({ storageState: async ({ browserName: _ }, use) => use(storage) })

const palette = (page: Page) => page.getByRole('dialog', { name: 'Go to' })
const line = (page: Page) => page.getByRole('combobox', { name: 'Go to' })
const sheet = (page: Page) => page.getByRole('dialog', { name: 'Keyboard shortcuts' })
const option = (page: Page, group: string, name: string | RegExp) =>
  palette(page).getByRole('group', { name: group }).getByRole('option', { name })

async function home(page: Page): Promise<void> {
  await page.goto('/')
  await gridReady(page)
}

async function goTo(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await line(page).fill(text)
}

test('what is typed at once after Ctrl-K is not lost, and Enter goes', async ({ page }) => {
  await page.route(/\/_next\/static\/chunks\/.*\.js/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 150))
    await route.continue()
  })
  await home(page)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('albun')
  await page.keyboard.press('Backspace')
  await page.keyboard.type('ms')
  await expect(line(page)).toHaveValue('albums')
  await expect(line(page)).toBeFocused()
  await expect(palette(page).getByRole('option', { name: /Albums/ })).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/albums')
  await expect(palette(page)).toHaveCount(0)
})

test('leads to albums, places, cameras, tags and people, whatever their accents', async ({ page }) => {
  await home(page)
  await goTo(page, 'ubersee')
  await option(page, 'Albums', /Übersee 2024/).click()
  await expect(page).toHaveURL(`/albums/${albumId}`)
  await goTo(page, 'konigs wu')
  await option(page, 'Places', /Königs Wusterhausen.*1 photo/).click()
  await expect(page).toHaveURL('/gallery?town=K%C3%B6nigs+Wusterhausen')
  await goTo(page, 'x100')
  await option(page, 'Cameras', /X100V/).click()
  await expect(page).toHaveURL(/\/gallery\?camera=/)
  await gridReady(page)
  await expect(page.locator('[data-photo]')).toHaveCount(1)
  await goTo(page, 'kestr')
  await option(page, 'Tags', /kestrel/).click()
  await expect(page).toHaveURL('/gallery?tag=kestrel')
  await goTo(page, username.slice(0, 9))
  await option(page, 'People', new RegExp(username)).click()
  await expect(page).toHaveURL(`/gallery?owner=${username}`)
  await goTo(page, 'boat or town:x')
  await option(page, 'Search', /Search your photos for/).click()
  await expect(page).toHaveURL(/\/gallery\?q=.*owner=me/)
  await expect(page.getByText('cannot be understood')).toHaveCount(0)
})

test('what was used lately comes first, for this person only, until they log out', async ({ page }) => {
  await home(page)
  await goTo(page, 'kestr')
  await option(page, 'Tags', /kestrel/).click()
  await expect(page).toHaveURL('/gallery?tag=kestrel')
  await page.keyboard.press('Control+k')
  await expect(option(page, 'Recent', /kestrel/)).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  await expect(palette(page).getByRole('option').last()).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Escape')
  await expect(palette(page)).toHaveCount(0)
  const kept = () => page.evaluate(() => localStorage.getItem('albumen-recent'))
  expect(await kept()).toContain('kestrel')
  await page.evaluate(() => {
    const stored = JSON.parse(localStorage.getItem('albumen-recent') ?? '{}')
    localStorage.setItem('albumen-recent', JSON.stringify({ ...stored, username: 'somebody-else' }))
  })
  await page.keyboard.press('Control+k')
  await expect(option(page, 'Screens', /Map/)).toBeVisible()
  await expect(palette(page).getByRole('group', { name: 'Recent' })).toHaveCount(0)
})

test('runs commands, and says what did not load', async ({ page }) => {
  await home(page)
  await goTo(page, 'dark th')
  await page.keyboard.press('Enter')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await goTo(page, 'filter th')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('complementary', { name: 'Filter' })).toBeVisible()
  await goTo(page, 'all keyb')
  await page.keyboard.press('Enter')
  await expect(sheet(page)).toBeVisible()
  await page.keyboard.press('Escape')

  await page.route('**/api/v1/search/suggest**', (route) => route.abort())
  await goTo(page, 'ubers')
  await expect(palette(page).getByRole('alert')).toContainText('Places, cameras, tags and people did not load.')
  await expect(option(page, 'Albums', /Übersee/)).toBeVisible()
  await page.unroute('**/api/v1/search/suggest**')
  await palette(page).getByRole('button', { name: 'Try again' }).click()
  await expect(palette(page).getByRole('alert')).toHaveCount(0)
  await line(page).fill('zzqx')
  await expect(palette(page).getByRole('option')).toHaveText([/your photos for “zzqx”/, /everyone’s photos for “zzqx”/])
})

test('visitors have it too, with public albums', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, storageState: { cookies: [], origins: [] } })
  const page = await context.newPage()
  await page.goto('/')
  const theme = page.getByRole('button', { name: /^Theme/ })
  // There is no grid to tell that the scripts have come: the theme’s button tells it.
  await expect(async () => {
    await theme.click()
    await expect(page.locator('html')).toHaveAttribute('data-theme', /light|dark/, { timeout: 500 })
  }).toPass()
  await page.keyboard.press('Control+k')
  await expect(option(page, 'Screens', 'Log in')).toBeVisible()
  await expect(palette(page).getByRole('option', { name: 'Upload' })).toHaveCount(0)
  await line(page).fill('ubersee')
  await expect(palette(page).getByRole('option')).toHaveCount(1)
  await context.close()
})

test.describe('by touch', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  test('the menu has it', async ({ page }) => {
    await home(page)
    await page.getByRole('button', { name: /^Account of/ }).tap()
    await page.getByRole('menuitem', { name: 'Go to…' }).tap()
    await expect(line(page)).toBeFocused()
    await line(page).fill('kestr')
    await option(page, 'Tags', /kestrel/).tap()
    await expect(page).toHaveURL('/gallery?tag=kestrel')
  })
})

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [320, 1280]) {
    test(`axe finds nothing: ${colorScheme}, ${width} px`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.setViewportSize({ width, height: 800 })
      await home(page)
      await page.keyboard.press('Control+k')
      await expect(palette(page)).toBeVisible()
      await check(page, `palette-${colorScheme}-${width}`)
      await line(page).fill('k')
      await expect(option(page, 'Tags', /kestrel/)).toBeVisible()
      await check(page, `palette-typed-${colorScheme}-${width}`)
      await page.keyboard.press('Escape')
      await page.keyboard.press('?')
      await expect(sheet(page)).toBeVisible()
      await check(page, `sheet-${colorScheme}-${width}`)
    })
  }
}

async function check(page: Page, name: string): Promise<void> {
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` })
  await examine(page, name)
}
