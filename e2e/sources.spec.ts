import { rm } from 'node:fs/promises'
import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { newPerson } from './new-person'
import { connectFolder, holidayTree, inventory, scanned, scanWholly, sourceRoot, writeTree } from './source-fixtures'
import { makePhoto } from './upload-fixtures'

const counts = (page: Page) => page.getByRole('status').filter({ hasText: /photo/ }).first()
const tiles = (page: Page) => page.locator('.photo-grid [data-photo]')

test('a folder is connected: checked in sentences, scanned before one’s eyes, shown with what is left out', async ({
  page,
  context,
  baseURL,
}) => {
  await newPerson(context, String(baseURL))
  const folder = await writeTree(await holidayTree())
  const before = await inventory(folder)
  await page.goto('/')
  await expect(page.getByRole('heading', { name: 'Your photos go here' })).toBeVisible()
  await page.getByRole('link', { name: 'Connect', exact: true }).click()
  await expect(page).toHaveURL(/\/sources\/new$/)
  await page.getByRole('radio', { name: /A folder on the server/ }).check()
  const place = page.getByRole('textbox', { name: 'Folder' })

  await place.fill('/etc')
  await page.getByRole('button', { name: 'Check access' }).click()
  await expect(page.getByText(/not below one that the administrator allows/)).toBeVisible()
  await expect(place).toHaveAttribute('aria-invalid', 'true')

  await place.fill(path.join(sourceRoot(), 'nothing-here'))
  await page.getByRole('button', { name: 'Check access' }).click()
  await expect(page.getByRole('heading', { name: 'Access does not work yet' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Connect and scan' })).toBeHidden()

  await place.fill(folder)
  await page.getByRole('button', { name: 'Check access' }).click()
  await expect(page.getByRole('heading', { name: 'Access works' })).toBeVisible()
  await expect(page.getByText(/first scan takes/)).toBeVisible()
  await page.getByRole('textbox', { name: 'Name' }).fill('Old disk')
  await page.getByRole('button', { name: 'Connect and scan' }).click()

  await expect(page.getByRole('heading', { level: 1, name: 'Old disk' })).toBeVisible()
  await scanned(page)
  await expect(page.getByText('6 photos · 1 unreadable · 1 not shown')).toBeVisible()
  await page.getByText('1 file could not be read').click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Work/broken.jpg' })).toBeVisible()
  await page.getByText('1 file not shown').click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Holiday 2023/beach/film.mp4' })).toBeVisible()
  await page.getByRole('link', { name: 'Show its photos' }).click()
  await expect(tiles(page)).toHaveCount(6)
  await expect(page.getByRole('button', { name: 'Change: Source Old disk' })).toBeVisible()
  expect(await inventory(folder), 'what lies there, untouched').toEqual(before)
})

test('what is typed before the script comes is kept, and keys never stand in an address', async ({
  page,
  context,
  baseURL,
}) => {
  await newPerson(context, String(baseURL))
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/_next/static/**/*.js', async (route) => {
    await held
    await route.continue()
  })
  await page.goto('/sources/new', { waitUntil: 'commit' })
  await page.getByRole('textbox', { name: 'Region' }).fill('eu-central-1')
  await page.getByLabel('Secret key').fill('secret')
  await page.getByLabel('Secret key').press('Enter')
  const check = page.getByRole('button', { name: 'Check access' })
  await expect(check).toBeDisabled()
  release()
  await expect(check).toBeEnabled({ timeout: 30_000 })
  await expect(page.getByRole('textbox', { name: 'Region' })).toHaveValue('eu-central-1')
  expect(page.url()).toMatch(/\/sources\/new$/)
  await check.click()
  await expect(page.getByRole('textbox', { name: 'Bucket' })).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByRole('textbox', { name: 'Region' })).not.toHaveAttribute('aria-invalid', 'true')
})

test('a photo whose file is gone is marked, until it is forgotten by hand', async ({ page, context, baseURL }) => {
  await newPerson(context, String(baseURL))
  const origin = String(baseURL)
  const folder = await writeTree({ 'one.jpg': (await makePhoto('x')).buffer, 'two.jpg': (await makePhoto('y')).buffer })
  const id = await connectFolder(context.request, origin, folder, { name: 'Old disk' })
  await scanWholly(context.request, origin, id)
  await rm(path.join(folder, 'two.jpg'))
  await page.goto(`/sources/${id}`)
  await expect(counts(page)).toHaveText('2 photos')
  await page.getByRole('button', { name: 'Scan now' }).click()
  await expect(page.getByText('1 photo · 1 missing')).toBeVisible({ timeout: 60_000 })
  await scanned(page)

  await page.getByRole('link', { name: 'Show its photos' }).click()
  await expect(page.getByText('Missing: its file is gone')).toHaveCount(1)
  await page.goBack()
  await page.getByText('1 photo missing').click()
  await expect(page.getByRole('listitem').filter({ hasText: 'two.jpg' })).toBeVisible()
  await page.getByRole('button', { name: 'Forget them' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Forget it' }).click()
  await expect(counts(page)).toHaveText('1 photo')
  await page.getByRole('link', { name: 'Show its photos' }).click()
  await expect(tiles(page)).toHaveCount(1)
})

test('a scan is paused, goes on, and is stopped', async ({ page, context, baseURL }) => {
  await newPerson(context, String(baseURL))
  // At 10 kB a second these take a minute and more: it runs as long as one looks.
  const tree = Object.fromEntries(
    await Promise.all(
      Array.from({ length: 6 }, async (_, at) => [`${at}.jpg`, (await makePhoto('x', 400)).buffer] as const),
    ),
  )
  const folder = await writeTree(tree)
  const id = await connectFolder(context.request, String(baseURL), folder, {
    name: 'Slow disk',
    bytesPerSecond: 10_000,
    concurrency: 1,
  })
  await page.goto(`/sources/${id}`)
  await expect(page.getByRole('heading', { name: 'Not scanned yet' })).toBeVisible()
  await page.getByRole('button', { name: 'Scan now' }).click()
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(page.getByRole('heading', { name: 'The scan is paused' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'The scan is paused' })).toBeVisible()
  await page.getByRole('button', { name: 'Resume' }).click()
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(page.getByRole('heading', { name: 'The last scan was stopped' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Scan now' })).toBeVisible()
})

test('photos appear in the gallery while a source is scanned', async ({ page, context, baseURL }) => {
  await newPerson(context, String(baseURL))
  const folder = await writeTree({ 'one.jpg': (await makePhoto('x')).buffer })
  const id = await connectFolder(context.request, String(baseURL), folder, { name: 'Old disk' })
  const events = page.waitForRequest((request) => request.url().endsWith('/api/v1/events'))
  await page.goto('/')
  await events
  await expect(page.getByRole('heading', { name: 'Your photos go here' })).toBeVisible()
  await scanWholly(context.request, String(baseURL), id)
  await expect(tiles(page)).toHaveCount(1)
})

test('settings are kept, and removing a source leaves its files', async ({ page, context, baseURL }) => {
  await newPerson(context, String(baseURL))
  const folder = await writeTree({ 'one.jpg': (await makePhoto('x')).buffer })
  const before = await inventory(folder)
  const id = await connectFolder(context.request, String(baseURL), folder, { name: 'Old disk' })
  await scanWholly(context.request, String(baseURL), id)
  await page.goto(`/sources/${id}`)
  const settings = page.getByRole('region', { name: 'Settings' })
  await settings.getByRole('textbox', { name: 'Name' }).fill('Attic')
  await settings.getByRole('combobox', { name: 'Look again by itself' }).selectOption('Once a week')
  await settings.getByRole('button', { name: 'Save settings' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Attic' })).toBeVisible()
  await expect(page.getByText(/The next scan starts by itself at/)).toBeVisible()
  await page.reload()
  await expect(settings.getByRole('combobox', { name: 'Look again by itself' })).toHaveValue('10080')

  await page.getByRole('button', { name: 'Remove source' }).click()
  const question = page.getByRole('alertdialog', { name: 'Remove Attic from your library?' })
  await expect(question).toContainText('nothing there is touched')
  await question.getByRole('button', { name: 'Remove source' }).click()
  await expect(page.getByRole('heading', { name: 'No sources yet' })).toBeVisible()
  await expect(page).toHaveURL(/\/sources$/)
  await expect
    .poll(async () => (await (await context.request.get('/api/v1/photos?owner=me')).json()).items.length)
    .toBe(0)
  expect(await inventory(folder)).toEqual(before)
})

test('a source whose folder has gone says so, and nothing is thrown away', async ({ page, context, baseURL }) => {
  await newPerson(context, String(baseURL))
  const origin = String(baseURL)
  const folder = await writeTree({ 'one.jpg': (await makePhoto('x')).buffer })
  const id = await connectFolder(context.request, origin, folder, { name: 'Old disk' })
  await scanWholly(context.request, origin, id)
  await rm(folder, { recursive: true })
  await page.goto(`/sources/${id}`)
  await page.getByRole('button', { name: 'Scan now' }).click()
  await expect(page.getByRole('heading', { name: 'The scan is held up' })).toBeVisible({ timeout: 30_000 })
  await expect(counts(page)).toHaveText('1 photo')
  await page.goto('/sources')
  await expect(page.getByText('Held up')).toBeVisible()
  await page.goto(`/gallery?source=${id}`)
  await expect(tiles(page)).toHaveCount(1)
})

test('others know of no source', async ({ page, context, browser, baseURL }) => {
  await newPerson(context, String(baseURL))
  const folder = await writeTree({ 'one.jpg': (await makePhoto('x')).buffer })
  const id = await connectFolder(context.request, String(baseURL), folder, { name: 'Old disk' })
  await page.goto('/sources')
  await expect(page.getByRole('link', { name: 'Old disk' })).toBeVisible()
  const other = await browser.newContext({ baseURL })
  await newPerson(other, String(baseURL))
  const foreign = await other.newPage()
  for (const address of [`/sources/${id}`, `/folders?source=${id}`]) {
    expect((await foreign.goto(address))?.status(), address).toBe(404)
    await expect(foreign.getByText('Old disk')).toBeHidden()
  }
  await foreign.goto('/sources')
  await expect(foreign.getByRole('heading', { name: 'No sources yet' })).toBeVisible()
  await other.close()
})
