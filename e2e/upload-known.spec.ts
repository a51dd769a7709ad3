import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { newPerson } from './new-person'
import { connectFolder, scanWholly, writeTree } from './source-fixtures'
import { chooser, makePhoto, ownPhotos, panelOf, rowOf } from './upload-fixtures'

const CONTENT = '**/api/v1/uploads/*/content'

test('what lies in a source is taken as one’s own copy, says so, and stays when the source goes', async ({
  page,
  context,
  baseURL,
}) => {
  const origin = baseURL as string
  await newPerson(context, origin)
  const photo = await makePhoto('boat.jpg')
  const source = await connectFolder(page.request, origin, await writeTree({ 'boat.jpg': photo.buffer }), {
    name: 'NAS',
  })
  await scanWholly(page.request, origin, source)
  await page.goto('/upload')
  await chooser(page).setInputFiles([photo])
  await expect(rowOf(page, 'boat.jpg')).toContainText('In your library: a copy of the one in your source “NAS”', {
    timeout: 20_000,
  })
  expect(await ownPhotos(page.request)).toHaveLength(2)
  await chooser(page).setInputFiles([{ ...photo, name: 'again.jpg' }])
  await expect(rowOf(page, 'again.jpg')).toContainText('Already in your library')

  const gone = await page.request.delete(`/api/v1/sources/${source}`, { headers: { origin } })
  expect(gone.status()).toBe(204)
  await expect.poll(async () => (await ownPhotos(page.request)).length, { timeout: 60_000 }).toBe(1)
  const [own] = await ownPhotos(page.request)
  expect((await page.request.get(`/api/v1/photos/${own?.id}/original`)).status()).toBe(200)
})

test('a proxy that takes no large files is named, with what to change, and the file can be sent again', async ({
  page,
  context,
  baseURL,
}) => {
  await newPerson(context, baseURL as string)
  let small = true
  await page.route(CONTENT, (route) => {
    const body = '<html><head><title>413 Request Entity Too Large</title></head></html>'
    return small ? route.fulfill({ status: 413, contentType: 'text/html', body }) : route.continue()
  })
  await page.goto('/upload')
  await chooser(page).setInputFiles([await makePhoto('big.jpg')])
  await expect(rowOf(page, 'big.jpg')).toContainText(
    'A proxy in front of Albumen takes no file of this size (status 413)',
  )
  await expect(rowOf(page, 'big.jpg')).toContainText('client_max_body_size')
  const reason = rowOf(page, 'big.jpg').getByText('client_max_body_size')
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 })
    // The sentence is shown to its end, and its row holds it.
    await expect.poll(() => reason.evaluate((it) => it.scrollHeight - it.clientHeight)).toBe(0)
    const overflow = () =>
      reason.evaluate(
        (it) => it.getBoundingClientRect().bottom - (it.closest('li')?.getBoundingClientRect().bottom ?? 0),
      )
    await expect.poll(overflow).toBeLessThanOrEqual(0)
  }
  small = false
  await rowOf(page, 'big.jpg').getByRole('button', { name: 'Retry big.jpg' }).click()
  await expect(rowOf(page, 'big.jpg')).toContainText('In your library', { timeout: 60_000 })
})

test('an upload that a log-out has paused goes on by itself after the log-in in another tab', async ({
  page,
  context,
  baseURL,
}) => {
  const username = await newPerson(context, baseURL as string)
  await listening(page)
  await context.clearCookies()
  await chooser(page).setInputFiles([await makePhoto('a.jpg'), await makePhoto('b.jpg')])
  await expect(panelOf(page)).toContainText('You are logged out. Log in, then it goes on by itself.')
  await logInBy(await context.newPage(), username)
  await expect(panelOf(page)).toContainText('2 of 2', { timeout: 60_000 })
  expect(await ownPhotos(page.request)).toHaveLength(2)
})

test('the same in the same tab: the page is not loaded anew while one’s own files wait', async ({
  page,
  context,
  baseURL,
}) => {
  const username = await newPerson(context, baseURL as string)
  await listening(page)
  await context.clearCookies()
  await chooser(page).setInputFiles([await makePhoto('a.jpg')])
  await expect(panelOf(page)).toContainText('You are logged out.')
  await page.evaluate(() => window.dispatchEvent(new Event('focus')))
  const cover = page.getByRole('heading', { name: 'You are logged out' })
  await expect(cover).toBeVisible()
  await cover.locator('..').getByRole('link', { name: 'Log in' }).click()
  await page.waitForURL((url) => url.pathname === '/login')
  await fillLogIn(page, username)
  await expect(panelOf(page)).toContainText('1 of 1', { timeout: 60_000 })
  expect(await ownPhotos(page.request)).toHaveLength(1)
})

test('it does not go on into somebody else’s library', async ({ page, context, baseURL, browser }) => {
  const origin = baseURL as string
  const elsewhere = await browser.newContext()
  const ben = await newPerson(elsewhere, origin)
  await elsewhere.close()
  const anna = await newPerson(context, origin)
  await listening(page)
  await context.clearCookies()
  await chooser(page).setInputFiles([await makePhoto('a.jpg')])
  await expect(panelOf(page)).toContainText('You are logged out.')
  const other = await context.newPage()
  await logInBy(other, ben)
  await expect(page.getByRole('heading', { name: `${ben} is logged in now` })).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText(`1 file is not uploaded yet. Log in as ${anna}`)).toBeVisible()
  await expect(panelOf(page), 'it names files of somebody else').toHaveCount(0)
  expect(await ownPhotos(other.request)).toEqual([])
  await context.clearCookies()
  await logInBy(other, anna)
  await expect(panelOf(page)).toContainText('1 of 1', { timeout: 60_000 })
  expect(await ownPhotos(other.request)).toHaveLength(1)
})

test('a picture without a date has its file’s time as a guess, or no date, which is not today', async ({
  page,
  context,
  baseURL,
}) => {
  await newPerson(context, baseURL as string)
  const folder = await mkdtemp(path.join(tmpdir(), 'albumen-dates-'))
  const [old, fresh] = [path.join(folder, 'old.jpg'), path.join(folder, 'fresh.jpg')]
  for (const file of [old, fresh]) await writeFile(file, (await makePhoto('x')).buffer)
  const time = new Date('2015-03-01T10:00:00Z')
  await utimes(old, time, time)
  await page.goto('/upload')
  await chooser(page).setInputFiles([old, fresh])
  await expect(panelOf(page)).toContainText('Upload finished', { timeout: 60_000 })
  await rm(folder, { recursive: true })

  await page.goto('/gallery?owner=me')
  await expect(page.locator('main h2')).toHaveText(['About Sun 1 Mar 2015, from the file’s time', 'No date'])
  await page.goto('/gallery?owner=me&order=asc')
  await expect(page.locator('main h2')).toHaveText(['About Sun 1 Mar 2015, from the file’s time', 'No date'])
  await page.goto('/gallery?owner=me&hasDate=false')
  await expect(page.locator('main h2')).toHaveText(['No date'])
  const photos = await ownPhotos(page.request)
  const named = (name: string) => photos.find(({ filename }) => filename === name)?.id
  await page.goto(`/photos/${named('old.jpg')}`)
  await page.getByRole('button', { name: 'Information' }).click()
  await expect(page.getByLabel('About this photo')).toContainText(
    'Date unknownAbout Sun 1 Mar 2015, from the file’s time',
  )
  await page.goto(`/photos/${named('fresh.jpg')}`)
  const stage = page.getByRole('dialog', { name: 'Photo' })
  await expect(stage.getByRole('heading', { level: 1, name: 'Photo added' }), 'it is read out only').toHaveCount(1)
})

/** The upload screen, whose line to the events is open: it is not the first to hear of the log-out. */
async function listening(page: Page): Promise<void> {
  const events = page.waitForResponse('**/api/v1/events')
  await page.goto('/upload')
  await expect(chooser(page)).toBeAttached()
  await events
}

async function logInBy(page: Page, username: string): Promise<void> {
  await page.goto('/login')
  await fillLogIn(page, username)
  await page.waitForURL((url) => url.pathname === '/')
}

async function fillLogIn(page: Page, username: string): Promise<void> {
  await page.getByLabel('E-mail or username').fill(username)
  await page.getByLabel('Password', { exact: true }).fill('long enough to remember')
  await page.getByRole('button', { name: 'Log in' }).click()
}
