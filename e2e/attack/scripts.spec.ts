// Text that browsers would run, in everything that people, files and folders can name, on every screen that shows it.
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test'
import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { users } from '@/db/schema/users'
import { awake, lightbox } from '../gallery-fixtures'
import { insideOf } from '../inside'
import { newPerson } from '../new-person'
import { connectFolder, scanWholly, sourceRoot } from '../source-fixtures'

/** It runs in text, in attributes with either quote, in a script, a title, a style and a template. */
const RUN = "window.ran='ran'"
const TEXT = `'"></title></script></style><script>${RUN}</script><img src=x onerror="${RUN}">{{${RUN}}}`
/** Where slashes are no part of a name. */
const NAME = `'"><img src=x onerror=${RUN}>\${${RUN}}`
const SHORT = `<img src=x onerror=${RUN}>`
const LINK = `javascript:${RUN}`

test.describe.configure({ mode: 'default', timeout: 240_000 })

interface Made {
  owner: BrowserContext
  photo: string
  album: string
  smart: string
  source: string
  link: string
  username: string
}
let made: Made
let admin: BrowserContext
let visitor: BrowserContext
let origin = ''

/** A picture that says it in every field that is shown. @param color so that each has bytes of its own */
async function picture(color: string): Promise<Buffer> {
  const texts = { ImageDescription: TEXT, Make: SHORT, Model: NAME, Artist: TEXT, Copyright: TEXT, Software: TEXT }
  const exif = {
    IFD0: texts,
    IFD2: { LensModel: SHORT, LensMake: NAME, UserComment: TEXT, DateTimeOriginal: '2024:05:06 07:08:09' },
  }
  const escaped = TEXT.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
    xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped}</rdf:li></rdf:Alt></dc:title>
    <dc:subject><rdf:Bag><rdf:li>${escaped}</rdf:li></rdf:Bag></dc:subject></rdf:Description></rdf:RDF></x:xmpmeta>`
  return sharp({ create: { width: 320, height: 240, channels: 3, background: color } })
    .withExif(exif)
    .withXmp(xmp)
    .jpeg()
    .toBuffer()
}

async function call(
  { request }: BrowserContext,
  method: string,
  address: string,
  data?: object,
): Promise<Record<string, unknown>> {
  const reply = await request.fetch(`/api/v1${address}`, { method, headers: { origin }, ...(data ? { data } : {}) })
  expect(reply.ok(), `${method} ${address}: ${await reply.text()}`).toBe(true)
  return reply.status() === 204 ? {} : reply.json()
}

async function ready(context: BrowserContext, id: string): Promise<void> {
  const status = async () => (await call(context, 'GET', `/photos/${id}`)).status
  await expect.poll(status, { timeout: 60_000 }).toBe('ready')
}

async function makeAll(browser: Browser): Promise<Made> {
  const owner = await browser.newContext({ baseURL: origin })
  const username = await newPerson(owner, origin)
  await call(owner, 'PATCH', '/me', { name: SHORT })
  const ids: string[] = []
  for (const [color, name] of [
    ['#a63', `${NAME}.jpg`],
    ['#36a', `${SHORT}.jpg`],
  ] as const) {
    const file = { name, mimeType: 'image/jpeg', buffer: await picture(color) }
    const reply = await owner.request.post('/api/v1/photos', {
      headers: { origin },
      multipart: { visibility: 'public', file },
    })
    expect(reply.status(), await reply.text()).toBe(201)
    ids.push((await reply.json()).photos[0].id)
  }
  for (const id of ids) await ready(owner, id)
  const [photo = '', trashed = ''] = ids
  await call(owner, 'PATCH', `/photos/${photo}`, {
    title: TEXT.slice(0, 200),
    description: `${TEXT}\n${LINK}`,
    tags: [SHORT, LINK],
  })
  await call(owner, 'PATCH', `/photos/${trashed}`, { title: TEXT.slice(0, 200) })
  await call(owner, 'DELETE', `/photos/${trashed}`)
  const { id: album } = await call(owner, 'POST', '/albums', {
    title: TEXT.slice(0, 100),
    description: TEXT,
    visibility: 'public',
  })
  await call(owner, 'PUT', `/albums/${album}/photos`, { ids: [photo] })
  const { id: smart } = await call(owner, 'POST', '/albums', { title: SHORT, filter: { q: SHORT } })
  const { url } = await call(owner, 'POST', `/albums/${album}/links`, { allowPicks: true, allowUpload: true })
  const folder = path.join(sourceRoot(), `${SHORT.replaceAll('/', '')}-${username}`)
  await mkdir(path.join(folder, NAME), { recursive: true })
  await writeFile(path.join(folder, NAME, `${SHORT}.jpg`), await picture('#3a6'))
  await writeFile(path.join(folder, NAME, `${SHORT} broken.jpg`), 'no picture')
  const source = await connectFolder(owner.request, origin, folder, { name: SHORT })
  await scanWholly(owner.request, origin, source)
  return {
    owner,
    photo,
    album: String(album),
    smart: String(smart),
    source,
    link: new URL(String(url)).pathname,
    username,
  }
}

test.beforeAll(async ({ browser, baseURL }) => {
  test.setTimeout(240_000)
  origin = String(baseURL)
  made = await makeAll(browser)
  visitor = await browser.newContext({ baseURL: origin })
  await call(visitor, 'PUT', `/links/${made.link.slice(3)}/photos/${made.photo}/pick`, {
    guest: SHORT,
    note: TEXT.slice(0, 200),
  })
  admin = await browser.newContext({ baseURL: origin })
  const name = await newPerson(admin, origin)
  await insideOf(origin)?.db.update(users).set({ role: 'admin' }).where(eq(users.username, name))
})

/** What a page reported: dialogs, and what its policy stopped. */
function watch(page: Page): string[] {
  const seen: string[] = []
  page.on('dialog', (dialog) => {
    seen.push(`dialog ${dialog.message()}`)
    return dialog.dismiss()
  })
  page.on('console', (message) => {
    if (/CSP-REPORT|Content Security Policy|Refused to/i.test(message.text())) seen.push(message.text().slice(0, 300))
  })
  return seen
}

const REPORT = () =>
  document.addEventListener('securitypolicyviolation', (event) =>
    console.error(`CSP-REPORT ${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
  )

/** What a person reads on a page, in its fields too. */
const READ = () =>
  [document.body.textContent, ...[...document.querySelectorAll('input')].map(({ value }) => value)].join(' ')

interface Screen {
  as: 'owner' | 'visitor' | 'admin'
  at: () => string
  /** Whether the text is on it, to be read: else the screen would prove nothing. */
  shows: boolean
  then?: (page: Page) => Promise<void>
}

async function showInformation(page: Page): Promise<void> {
  await expect(lightbox(page)).toBeVisible()
  await page.keyboard.press('i')
  await expect(page.getByRole('complementary', { name: 'About this photo' })).toBeVisible()
}

const own = (at: () => string, shows = true, then?: Screen['then']): Screen => ({
  as: 'owner',
  at,
  shows,
  ...(then ? { then } : {}),
})
const others = (at: () => string, shows = true, then?: Screen['then']): Screen => ({
  as: 'visitor',
  at,
  shows,
  ...(then ? { then } : {}),
})
const ofAdmin = (at: string, shows = true): Screen => ({ as: 'admin', at: () => at, shows })

const SCREENS: Screen[] = [
  own(() => '/', false),
  own(() => `/photos/${made.photo}`, true, showInformation),
  own(() => '/albums'),
  own(() => `/albums/${made.album}`),
  own(() => `/albums/${made.smart}`),
  own(() => '/map', false),
  own(() => '/sources'),
  own(() => `/sources/${made.source}`),
  own(() => '/folders'),
  own(() => `/folders?source=${made.source}`),
  own(() => '/links'),
  own(() => '/trash', false),
  own(() => '/settings'),
  own(() => '/duplicates', false),
  own(() => '/similar', false),
  own(() => '/upload', false),
  own(() => `/gallery?q=${encodeURIComponent(SHORT)}`),
  own(() => `/gallery?tag=${encodeURIComponent(SHORT)}&camera=${encodeURIComponent(SHORT)}`),
  others(() => `/gallery?owner=${made.username}`),
  others(() => `/gallery?q=${encodeURIComponent(TEXT)}`),
  others(() => `/gallery?${encodeURIComponent(TEXT)}=${encodeURIComponent(TEXT)}`, false),
  others(() => `/photos/${made.photo}`, true, showInformation),
  others(() => `/albums/${made.album}`),
  others(() => made.link),
  others(() => `${made.link}/photos/${made.photo}`, false),
  others(() => `/login?next=${encodeURIComponent(LINK)}&error=${encodeURIComponent(TEXT)}`, false),
  others(() => `/signup?next=${encodeURIComponent(TEXT)}`, false),
  others(() => `/join/${encodeURIComponent(SHORT)}`, false),
  others(() => `/no-such-page/${encodeURIComponent(TEXT).slice(0, 300)}?${encodeURIComponent(TEXT)}`, false),
  others(() => `/rss.xml?owner=${made.username}`, false),
  ofAdmin('/admin', false),
  ofAdmin('/admin/people'),
  ofAdmin('/admin/jobs', false),
  ofAdmin('/admin/sources', false),
  ofAdmin('/admin/log', false),
  ofAdmin('/admin/settings', false),
]

for (const who of ['owner', 'visitor', 'admin'] as const) {
  test(`nothing runs that somebody wrote: screens of ${who}`, async () => {
    const context = who === 'owner' ? made.owner : who === 'admin' ? admin : visitor
    await context.addInitScript(REPORT)
    const page = await context.newPage()
    const seen = watch(page)
    for (const { at, shows, then } of SCREENS.filter(({ as }) => as === who)) {
      const address = at()
      await page.goto(address)
      if (!address.startsWith('/rss')) await awake(page)
      await then?.(page)
      if (shows) await expect.poll(() => page.evaluate(READ), `${address} shows it`).toContain('onerror=')
      expect(await page.evaluate(() => 'ran' in window), address).toBe(false)
      expect(await page.locator('img[src="x"], a[href^="javascript:"]').count(), address).toBe(0)
      expect(seen, address).toEqual([])
    }
    await page.close()
  })
}

test('the text does run where nothing guards it', async ({ page }) => {
  for (const text of [TEXT, NAME, SHORT]) {
    await page.setContent(`<title>x</title><input value="${text}"><p>${text}`)
    await expect.poll(() => page.evaluate(() => 'ran' in window)).toBe(true)
  }
})
