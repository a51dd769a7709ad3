import { type APIRequestContext, type Browser, expect, type Page, test } from '@playwright/test'
import { resavedFiles, uploadFiles } from './duplicate-fixtures'
import { examine } from './examine'
import { gridReady, lightbox, type Storage, tile } from './gallery-fixtures'
import { newPerson } from './new-person'

// With LOOKS_SCREENSHOTS set to a folder, every state is also kept there as a picture to look at.
const folder = process.env.LOOKS_SCREENSHOTS

let storage: Storage
let seed = ''
let small = ''
let other = ''
let origin = ''

test.beforeAll(async ({ browser, baseURL }) => {
  test.setTimeout(180_000)
  origin = String(baseURL)
  const context = await browser.newContext({ baseURL })
  await newPerson(context, origin)
  const [one = '', two = ''] = await uploadFiles(context.request, origin, await resavedFiles('harbour'))
  const [third = ''] = await uploadFiles(context.request, origin, await resavedFiles('hills', 0))
  ;[seed, small, other] = [one, two, third]
  for (const id of [seed, small, other]) await finished(context.request, id)
  await context.request.patch(`/api/v1/photos/${seed}`, { headers: { origin }, data: { title: 'Harbour' } })
  storage = await context.storageState()
  await context.close()
})

async function finished(request: APIRequestContext, id: string): Promise<void> {
  const status = async () => (await (await request.get(`/api/v1/photos/${id}`)).json()).status
  await expect.poll(status, { timeout: 120_000, intervals: [100] }).toBe('ready')
}

async function pageAs(browser: Browser, storageState?: Storage, options: object = {}): Promise<Page> {
  const context = await browser.newContext({ baseURL: origin, ...(storageState ? { storageState } : {}), ...options })
  return context.newPage()
}

const panel = (page: Page) => page.getByRole('complementary', { name: 'About this photo' })
const slider = (page: Page) => page.getByRole('slider', { name: 'How alike' })

test('from a photo to those that look like it, further and back to the same', async ({ browser }) => {
  const page = await pageAs(browser, storage)
  await page.goto(`/photos/${seed}`)
  await expect(lightbox(page)).toBeVisible()
  if (!(await panel(page).isVisible())) await page.getByRole('button', { name: 'Information' }).click()
  await expect(panel(page)).toContainText('1 other photo looks like it')
  await panel(page).getByRole('link', { name: 'Show them all' }).click()
  await expect(page).toHaveURL(`/gallery?similar=${seed}`)
  await gridReady(page)
  await expect(tile(page, seed)).toBeVisible()
  await expect(tile(page, small)).toBeVisible()
  await expect(tile(page, other)).toHaveCount(0)
  await expect(page.getByRole('list', { name: 'Conditions' })).toContainText('Like “Harbour”, also re-saved')

  await expect(slider(page)).toHaveAttribute('aria-valuetext', 'Re-saved')
  await slider(page).focus()
  await page.keyboard.press('ArrowRight')
  await expect(page).toHaveURL(`/gallery?similar=${seed}%2Cedited`)
  await expect(slider(page)).toHaveAttribute('aria-valuetext', 'Edited')
  await expect(slider(page)).toBeFocused()
  await page.getByRole('checkbox', { name: /Mirrored too/ }).check()
  await expect(page).toHaveURL(`/gallery?similar=${seed}%2Cedited%2Cmirrored`)
  await expect(page.getByRole('list', { name: 'Conditions' })).toContainText(
    'Like “Harbour”, also edited, also mirrored',
  )

  // The same in the panel of the filter.
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  const filter = page.getByRole('complementary', { name: 'Filter' })
  await expect(filter.getByRole('slider')).toHaveAttribute('aria-valuetext', 'Edited')
  await filter.getByRole('button', { name: 'Whatever it looks like' }).click()
  await expect(page).toHaveURL('/gallery')
  await page.close()
})

test('the key S leads there from the lightbox, and Back leads to the photo', async ({ browser }) => {
  const page = await pageAs(browser, storage)
  await page.goto(`/photos/${small}`)
  await expect(lightbox(page)).toHaveClass(/pswp--ui-visible/)
  await expect(page.getByRole('button', { name: 'Similar photos' })).toBeVisible()
  await page.keyboard.press('s')
  await expect(page).toHaveURL(`/gallery?similar=${small}`)
  await page.goBack()
  await expect(page).toHaveURL(`/photos/${small}`)
  await page.close()
})

test('what looks like a photo that one may not see is told as what is not there', async ({ browser }) => {
  const stranger = await pageAs(browser)
  const told = []
  for (const id of [seed, '0190b0a0-0000-7000-8000-000000000001']) {
    await stranger.goto(`/gallery?similar=${id}`)
    told.push((await stranger.getByRole('main').innerText()).replaceAll(id, 'ID'))
    await expect(slider(stranger)).toHaveCount(0)
  }
  expect(told[0]).toBe(told[1])
  expect(told[0]).toContain('is not there, or not yours to see')
  await stranger.goto('/gallery?q=similar:harbour')
  await expect(stranger.getByRole('main')).toContainText('Similar is not the id of a photo')
  await stranger.close()
})

test('a visitor of a share link sees what is alike within the link', async ({ browser }) => {
  const owner = await pageAs(browser, storage)
  const made = await owner.request.post('/api/v1/links', {
    headers: { origin },
    data: { select: { ids: [seed, small] }, title: 'Two' },
  })
  expect(made.status(), await made.text()).toBe(201)
  const path = new URL((await made.json()).url).pathname
  const page = await pageAs(browser)
  await page.goto(`${path}/photos/${seed}`)
  await expect(lightbox(page)).toBeVisible()
  if (!(await panel(page).isVisible())) await page.getByRole('button', { name: 'Information' }).click()
  await expect(panel(page)).toContainText('1 other photo looks like it')
  const like = panel(page).getByRole('list', { name: 'The nearest' }).getByRole('link')
  await expect(like).toHaveAttribute('href', `${path}/photos/${small}`)
  await expect(page.getByRole('link', { name: 'Show them all' })).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Similar photos' })).toHaveCount(0)
  await page.close()
  await owner.close()
})

test('a picture that is not kept finds its copies, and what is no picture is told', async ({ browser }) => {
  const page = await pageAs(browser, storage)
  await page.goto('/')
  await gridReady(page)
  await page.getByRole('combobox', { name: 'Search photos' }).click()
  await page.getByRole('link', { name: 'Find photos like a picture' }).click()
  await expect(page).toHaveURL('/similar')
  await expect(page.getByRole('main')).toContainText('not kept')
  const original = await page.request.get(`/api/v1/photos/${small}/original`)
  const buffer = await original.body()
  await page.getByTestId('choose-picture').setInputFiles({ name: 'like.jpg', mimeType: 'image/jpeg', buffer })
  const found = page.getByRole('list', { name: 'Photos that look like it' }).getByRole('link')
  await expect(found).toHaveCount(2)
  await expect(page.locator(`a[href="/photos/${small}"]`)).toContainText('the same picture')
  await expect(found.first()).toContainText('the same picture')
  await slider(page).focus()
  await page.keyboard.press('ArrowRight')
  await expect(slider(page)).toHaveAttribute('aria-valuetext', 'Edited')
  await expect(found).toHaveCount(2)
  if (folder) await page.screenshot({ path: `${folder}/similar-picture-found.png` })
  await examine(page)

  await page.getByTestId('choose-picture').setInputFiles({
    name: 'notes.jpg',
    mimeType: 'image/jpeg',
    buffer: Buffer.from('no picture at all'),
  })
  await expect(page.getByRole('alert').filter({ hasText: 'not a picture' })).toBeVisible()
  await expect(found).toHaveCount(0)
  // Nothing was uploaded by any of it.
  expect((await (await page.request.get('/api/v1/photos?owner=me&count=true')).json()).total).toBe(3)
  await page.close()
})

test('after an upload the panel says which files look like photos one has', async ({ browser, baseURL }) => {
  test.setTimeout(180_000)
  const context = await browser.newContext({ baseURL })
  await newPerson(context, origin)
  const [large, ...copies] = await resavedFiles('boat', 2)
  const [alone] = await resavedFiles('tree', 0)
  for (const id of await uploadFiles(context.request, origin, large ? [large] : [])) await finished(context.request, id)
  const page = await context.newPage()
  await page.goto('/upload')
  const files = [...copies, ...(alone ? [alone] : [])]
  await page
    .getByTestId('choose-photos')
    .setInputFiles(files.map(({ name, data }) => ({ name, mimeType: 'image/jpeg', buffer: data })))
  const uploads = page.getByRole('region', { name: 'Files' })
  await expect(uploads.getByRole('link', { name: /^Looks like 2 photos you have/ })).toHaveCount(2, {
    timeout: 120_000,
  })
  await expect(page.getByText('2 of 3 look like photos you have.')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Review' })).toHaveAttribute('href', '/duplicates')
  if (folder) await page.screenshot({ path: `${folder}/similar-upload.png` })
  await examine(page)
  await uploads
    .getByRole('link', { name: /^Looks like/ })
    .first()
    .click()
  await expect(page).toHaveURL(/\/gallery\?.*similar=/)
  await expect(page.getByText('2 others look like it.')).toBeVisible()
  await context.close()
})

const LOOKS = [
  { name: 'wide-light', viewport: { width: 1280, height: 800 }, colorScheme: 'light' },
  { name: 'narrow-dark', viewport: { width: 320, height: 720 }, colorScheme: 'dark' },
  { name: 'phone-light', viewport: { width: 390, height: 844 }, colorScheme: 'light' },
  { name: 'wide-dark', viewport: { width: 1280, height: 800 }, colorScheme: 'dark' },
] as const

for (const { name, ...options } of LOOKS) {
  test(`axe finds nothing and nothing sticks out: ${name}`, async ({ browser }) => {
    test.setTimeout(120_000)
    const page = await pageAs(browser, storage, options)
    const keep = async (what: string) => {
      if (folder) await page.screenshot({ path: `${folder}/similar-${what}-${name}.png` })
      await examine(page)
    }
    await page.goto(`/gallery?similar=${seed}`)
    await gridReady(page)
    await expect(slider(page)).toBeVisible()
    await keep('gallery')
    await page.goto(`/photos/${seed}`)
    await expect(lightbox(page)).toBeVisible()
    if (!(await panel(page).isVisible())) await page.getByRole('button', { name: 'Information' }).click()
    await panel(page).getByRole('link', { name: 'Show them all' }).scrollIntoViewIfNeeded()
    await keep('panel')
    await page.goto('/similar')
    await expect(page.getByRole('button', { name: 'Choose a picture' })).toBeVisible()
    await keep('picture')
    await page.goto('/gallery?similar=0190b0a0-0000-7000-8000-000000000001')
    await expect(page.getByRole('heading', { name: 'No photos match' })).toBeVisible()
    await keep('none')
    await page.close()
  })
}
