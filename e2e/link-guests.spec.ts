// Visitors of a share link mark and add photos; its owner sees who did.
import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test'
import { examine } from './examine'
import { gridReady, lightbox, personWithPhotos, shownIds, tile, tileLink } from './gallery-fixtures'
import { makePhotos } from './upload-fixtures'

// With GUEST_SCREENSHOTS set to a folder, states are also kept there as pictures to look at.
const folder = process.env.GUEST_SCREENSHOTS

test.use({ actionTimeout: 20_000 })
test.describe.configure({ timeout: 120_000 })

type Person = Awaited<ReturnType<typeof personWithPhotos>>
let owner: Person
let origin: string

test.beforeAll(async ({ browser, baseURL }) => {
  test.setTimeout(180_000)
  origin = String(baseURL)
  const seeds = Array.from({ length: 4 }, (_, index) => ({
    takenAt: `2024-03-0${4 - index}T12:00:00`,
    width: 480,
    height: 320,
  }))
  owner = await personWithPhotos(browser, baseURL, seeds)
})

interface Shared {
  album: string
  path: string
}

/** A new album of all photos with a link that allows something. */
async function share(request: BrowserContext['request'], title: string, settings: object): Promise<Shared> {
  const headers = { origin }
  const made = await request.post('/api/v1/albums', { headers, data: { title } })
  const { id: album } = await made.json()
  const ids = owner.photos.map(({ id }) => id)
  await request.put(`/api/v1/albums/${album}/photos`, { headers, data: { ids } })
  const reply = await request.post(`/api/v1/albums/${album}/links`, { headers, data: settings })
  expect(reply.status(), await reply.text()).toBe(201)
  const { url } = await reply.json()
  return { album, path: new URL(url).pathname }
}

async function ownerPage(browser: Browser, options: object = {}): Promise<Page> {
  const context = await browser.newContext({ baseURL: origin, storageState: owner.storage, ...options })
  return context.newPage()
}

async function visitorPage(browser: Browser, path: string, options: object = {}): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: origin, ...options })).newPage()
  await page.goto(path)
  await gridReady(page)
  return page
}

const idOf = (index: number) => owner.photos[index]?.id ?? ''
const heart = (page: Page, index: number) => tile(page, idOf(index)).getByRole('button', { name: /^Heart / })

async function sayName(page: Page, name: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'What is your name?' })
  await dialog.getByLabel('Your name').fill(name)
  await dialog.getByRole('button', { name: 'Go on' }).click()
  await expect(dialog).toHaveCount(0)
}

async function pickOn(page: Page, index: number): Promise<void> {
  await tile(page, idOf(index)).hover()
  await heart(page, index).click()
}

test('two visitors pick: each sees the own hearts, the owner both, and makes an album', async ({ browser }) => {
  const hers = await ownerPage(browser)
  const { path } = await share(hers.request, 'Wedding', { allowPicks: true })
  const oma = await visitorPage(browser, path)
  await pickOn(oma, 0)
  await sayName(oma, 'Oma')
  await expect(heart(oma, 0)).toHaveAttribute('aria-pressed', 'true')
  await expect(oma).toHaveURL(path)
  // Asked once; the key does the same on the tile that has the focus.
  await tileLink(oma, idOf(1)).focus()
  await oma.keyboard.press('h')
  await expect(heart(oma, 1)).toHaveAttribute('aria-pressed', 'true')
  await tile(oma, idOf(0)).hover()
  await tile(oma, idOf(0))
    .getByRole('button', { name: /^Write a note/ })
    .click()
  const note = oma.getByRole('dialog', { name: 'Note' })
  await note.getByLabel('A few words').fill('For the hall <b>')
  await note.getByRole('button', { name: 'Save' }).click()
  await expect(oma.getByRole('button', { name: 'Your picks (2)' })).toBeVisible()

  const opa = await visitorPage(browser, path)
  await expect(opa.getByRole('button', { name: /^Your picks/ })).toHaveCount(0)
  // In the lightbox.
  await tileLink(opa, idOf(1)).click()
  await lightbox(opa).getByRole('button', { name: 'Heart', exact: true }).click()
  await sayName(opa, 'Opa')
  await expect(lightbox(opa).getByRole('button', { name: 'Take the heart off' })).toBeVisible()
  await opa.keyboard.press('Escape')
  await opa.getByRole('button', { name: 'Your picks (1)' }).click()
  await expect.poll(() => shownIds(opa)).toEqual([idOf(1)])

  // Another visit of the same browser knows who it is.
  await oma.reload()
  await gridReady(oma)
  await expect(oma.getByRole('button', { name: 'Your picks (2)' })).toBeVisible()
  await pickOn(oma, 2)
  await expect(oma.getByRole('button', { name: 'Your picks (3)' })).toBeVisible()
  // The page shows it before the server has it, whom the owner asks.
  const taken = oma.waitForResponse((reply) => reply.request().method() === 'DELETE' && reply.url().endsWith('/pick'))
  await heart(oma, 2).click()
  await expect(oma.getByRole('button', { name: 'Your picks (2)' })).toBeVisible()
  expect((await taken).ok()).toBe(true)

  // The owner sees both, makes an album of one visitor's, and clears them.
  await hers.goto('/links')
  await hers.getByRole('button', { name: 'Picks in the link Wedding: 3' }).click()
  const picks = hers.getByRole('dialog', { name: 'Picks in Wedding' })
  await expect(picks.getByRole('listitem')).toHaveCount(2)
  await expect(picks.getByRole('listitem').first().getByText('2 picks')).toBeAttached()
  await expect(picks.getByText('Oma: For the hall <b>')).toBeVisible()
  await picks.getByRole('button', { name: 'Oma 2' }).click()
  await picks.getByRole('button', { name: 'Make album' }).click()
  await picks.getByRole('link', { name: 'Open the new album' }).click()
  await expect(hers.getByRole('heading', { name: 'Wedding, picked by Oma' })).toBeVisible()
  await gridReady(hers)
  expect((await shownIds(hers)).sort()).toEqual([idOf(0), idOf(1)].sort())
  await hers.goto('/links')
  await hers.getByRole('button', { name: 'Picks in the link Wedding: 3' }).click()
  await picks.getByRole('button', { name: 'Opa 1' }).click()
  await picks.getByRole('button', { name: 'Clear these picks' }).click()
  await hers.getByRole('alertdialog').getByRole('button', { name: 'Clear' }).click()
  await expect(picks.getByRole('button', { name: 'Opa 1' })).toHaveCount(0)
})

test('a heart that is not taken goes back, with a word', async ({ browser }) => {
  const hers = await ownerPage(browser)
  const { path } = await share(hers.request, 'Offline', { allowPicks: true })
  const page = await visitorPage(browser, path)
  await pickOn(page, 0)
  await sayName(page, 'Oma')
  await expect(page.getByRole('button', { name: 'Your picks (1)' })).toBeVisible()
  await page.route('**/pick', (route) => route.abort())
  await pickOn(page, 1)
  await expect(page.getByText('Albumen does not answer.')).toBeVisible()
  await expect(heart(page, 1)).toHaveAttribute('aria-pressed', 'false')
})

test('a guest adds three photos: private, in the album, under the name', async ({ browser }) => {
  const hers = await ownerPage(browser)
  const { path, album } = await share(hers.request, 'Party', { allowUpload: true })
  const page = await visitorPage(browser, path)
  await expect(page.getByRole('button', { name: /^Heart / })).toHaveCount(0)
  await page.getByTestId('choose-photos').setInputFiles(await makePhotos(3, 320))
  await sayName(page, 'Onkel Ö <i>')
  const panel = page.getByRole('region', { name: 'Upload finished' })
  await expect(panel.locator('[data-state=ready]')).toHaveCount(3, { timeout: 60_000 })
  await expect(panel.getByText('Added')).toHaveCount(3)
  await expect.poll(async () => (await shownIds(page)).length).toBe(7)
  await expect(page.getByText(/^7 photos/)).toBeVisible()
  const inside = await (await hers.request.get(`/api/v1/albums/${album}/photos`)).json()
  const added = inside.items.slice(4)
  expect(added).toHaveLength(3)
  for (const photo of added) expect(photo).toMatchObject({ visibility: 'private', owner: { username: owner.username } })
  await hers.goto(`/photos/${added[0].id}`)
  await hers.getByRole('button', { name: 'Information' }).click()
  await expect(hers.getByText('Added by Onkel Ö <i> through a link')).toBeVisible()
  expect((await page.request.get(`/photos/${added[0].id}`)).status()).toBe(404)
})

test('a full link says so, and what it is told of the room is no number', async ({ browser }) => {
  const hers = await ownerPage(browser)
  const { path } = await share(hers.request, 'Full', { allowUpload: true, maxGuestFiles: 1 })
  const page = await visitorPage(browser, path)
  const text = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('notes') }
  await page.getByTestId('choose-photos').setInputFiles([...(await makePhotos(2, 320)), text])
  await sayName(page, 'Oma')
  await expect(page.getByText('There is no room left here for this photo.')).toHaveCount(1, { timeout: 60_000 })
  await expect(page.getByText(/Not a picture Albumen takes/)).toBeVisible()
})

const SIZES = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } }

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`${size}, ${colorScheme}: hearts, notes, names and adding are accessible and fit`, async ({ browser }) => {
      const look = async (page: Page, name: string) => {
        if (folder) await page.screenshot({ path: `${folder}/${size}-${colorScheme}-${name}.png` })
        await examine(page, name)
      }
      const title = `Summer by the sea, ${size} ${colorScheme}`
      const hers = await ownerPage(browser, { viewport, colorScheme, reducedMotion: 'reduce' })
      const { path } = await share(hers.request, title, { allowPicks: true, allowUpload: true })
      const page = await visitorPage(browser, path, { viewport, colorScheme, reducedMotion: 'reduce' })
      await pickOn(page, 0)
      await expect(page.getByRole('dialog', { name: 'What is your name?' })).toBeVisible()
      await look(page, '1-name')
      await sayName(page, 'Oma')
      await pickOn(page, 1)
      await expect(page.getByRole('button', { name: 'Your picks (2)' })).toBeVisible()
      await look(page, '2-hearts')
      await tile(page, idOf(0)).hover()
      await tile(page, idOf(0))
        .getByRole('button', { name: /note on/ })
        .click()
      await expect(page.getByRole('dialog', { name: 'Note' })).toBeVisible()
      await page.getByLabel('A few words').fill('For the wall in the hall, as large as it goes')
      await look(page, '3-note')
      await page.getByRole('button', { name: 'Save' }).click()
      await tileLink(page, idOf(0)).click()
      await expect(lightbox(page).getByRole('button', { name: 'Take the heart off' })).toBeVisible()
      await look(page, '4-lightbox')
      await page.keyboard.press('Escape')
      await page.getByTestId('choose-photos').setInputFiles(await makePhotos(2, 320))
      await expect(page.locator('[data-state=ready]')).toHaveCount(2, { timeout: 60_000 })
      await look(page, '5-added')
      await hers.goto('/links')
      await hers.getByRole('button', { name: `Picks in the link ${title}: 2` }).click()
      const picks = hers.getByRole('dialog', { name: `Picks in ${title}` })
      await expect(picks.getByText('For the wall in the hall')).toBeVisible()
      await look(hers, '6-picks')
    })
  }
}
