// A log-out in another tab or on another device takes what is private from an open page, and out of its document.
import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { gridReady, lightbox, manyPhotos, personWithPhotos, tile, tileLink } from './gallery-fixtures'
import { PASSWORD } from './new-person'
import type { Seeded } from './seed-photos'
import { chooser, makePhoto, panelOf, rowOf } from './upload-fixtures'

let photos: Seeded[] = []
let username = ''
let storage: Awaited<ReturnType<typeof personWithPhotos>>['storage']

test.beforeEach(async ({ browser, baseURL }) => {
  test.setTimeout(180_000)
  ;({ photos, username, storage } = await personWithPhotos(browser, baseURL, manyPhotos(2, 6)))
})

const idAt = (index: number) => photos[index]?.id ?? ''

async function home(page: Page): Promise<void> {
  await page.goto('/')
  await gridReady(page)
}

/** Logs out in a new tab, by its menu. */
async function logOutIn(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  await home(page)
  await page.getByRole('button', { name: /Account/ }).click()
  await page.getByRole('menuitem', { name: 'Log out' }).click()
  await expect(page.getByRole('link', { name: 'Log in' })).toBeVisible()
  return page
}

async function logIn(page: Page): Promise<void> {
  await page.getByLabel('E-mail or username').fill(username)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Log in' }).click()
}

/** What of these words is anywhere in a page's document: shown or not, in attributes, scripts, shadow trees. */
function traces(page: Page, words: string[]): Promise<string[]> {
  return page.evaluate((all) => {
    const shadows = [...document.querySelectorAll('*')].map(({ shadowRoot }) => shadowRoot?.innerHTML ?? '')
    const everything = [document.documentElement.outerHTML, document.title, ...shadows].join('\n')
    return all.filter((word) => everything.includes(word))
  }, words)
}

/** An album of one's own, open at one of its photos, with all the words that only its owner may see. */
async function openPrivateAlbum(context: BrowserContext, origin: string) {
  const headers = { origin }
  const words = ['Harbour at night', 'seen by me alone', 'Winter in Oslo', 'for nobody', 'seed-0', 'seed-1']
  const change = async (method: string, path: string, data: unknown) => {
    const reply = await context.request.fetch(`/api/v1/${path}`, { method, headers, data })
    expect(reply.ok(), await reply.text()).toBe(true)
    return reply.json()
  }
  await change('PATCH', `photos/${idAt(0)}`, { title: words[0], description: words[1] })
  const { id } = await change('POST', 'albums', { title: words[2], description: words[3] })
  await change('PUT', `albums/${id}/photos`, { ids: [idAt(0), idAt(1)] })
  const page = await context.newPage()
  await page.goto(`/albums/${id}`)
  await gridReady(page)
  await expect(page.getByRole('heading', { name: words[2] })).toBeVisible()
  return { page, secrets: [...words, idAt(0), idAt(1), '/renditions/'] }
}

test('a log-out in one tab takes the private pictures from the other, and says nothing of uploads where none run', async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({ baseURL, storageState: storage })
  const { page: other, secrets } = await openPrivateAlbum(context, String(baseURL))
  await tileLink(other, idAt(0)).click()
  await expect(lightbox(other)).toBeVisible()
  expect(await traces(other, secrets)).toContain('Harbour at night')
  await logOutIn(context)
  await expect(other.getByRole('link', { name: 'Log in' }).first()).toBeVisible()
  // The address of the photo stays that of the page: it says no more than that somebody was there.
  expect(
    await traces(
      other,
      secrets.filter((word) => word !== idAt(0)),
    ),
  ).toEqual([])
  await expect(other.getByText(/upload/i)).toHaveCount(0)
  await context.close()
})

test('while an upload waits nothing private stays in the document, and it goes on after the log-in', async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({ baseURL, storageState: storage })
  const { page: other, secrets } = await openPrivateAlbum(context, String(baseURL))
  let holding = true
  await other.route('**/api/v1/uploads', (route) => (holding ? route.abort() : route.continue()))
  await chooser(other).setInputFiles([await makePhoto('my-secret-file.jpg')])
  await expect(rowOf(other, 'my-secret-file.jpg')).toBeVisible()
  await tileLink(other, idAt(1)).click()
  await expect(lightbox(other)).toBeVisible()

  const one = await logOutIn(context)
  const cover = other.getByRole('heading', { name: 'You are logged out' })
  await expect(cover).toBeVisible()
  await expect(other.getByText(`1 file is not uploaded yet. Log in as ${username}`)).toBeVisible()
  await expect(lightbox(other)).toHaveCount(0)
  await expect(other.locator('img')).toHaveCount(0)
  const open = secrets.filter((word) => word !== idAt(1))
  expect(await traces(other, [...open, 'my-secret-file'])).toEqual([])
  await expect(other).toHaveTitle('Albumen')

  holding = false
  await one.goto('/login')
  await logIn(one)
  await expect(cover).toHaveCount(0)
  await expect(tile(other, idAt(0))).toBeVisible()
  await expect(other).not.toHaveTitle('Albumen')
  await expect(panelOf(other)).toContainText('1 of 1', { timeout: 30_000 })
  await context.close()
})

test('a session that was ended on another device takes them, too', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, storageState: storage })
  const page = await context.newPage()
  await home(page)
  const { csrfToken } = await (await context.request.get('/api/auth/csrf')).json()
  await context.request.post('/api/auth/signout', { form: { csrfToken, json: 'true' } })
  // The page may load itself anew while it is told of the focus.
  await expect(async () => {
    await page.evaluate(() => window.dispatchEvent(new Event('focus')))
    await expect(tile(page, idAt(0))).toHaveCount(0, { timeout: 5_000 })
  }).toPass()
  await context.close()
})
