import { type APIRequestContext, expect, request as newRequest, test } from '@playwright/test'
import { examine } from './examine'
import { gridReady } from './gallery-fixtures'
import { newPerson } from './new-person'
import { type Seeded, seedPhotos } from './seed-photos'

type Storage = Awaited<ReturnType<import('@playwright/test').BrowserContext['storageState']>>

// With PUBLIC_SCREENSHOTS set to a folder, states are also kept there as pictures to look at.
const folder = process.env.PUBLIC_SCREENSHOTS

const NOBODY: Storage = { cookies: [], origins: [] }
const NAME = 'Ada & Søn'

let photos: Seeded[] = []
let storage: Storage
let username = ''
let silent = ''
let albumId = ''
let origin = ''

test.beforeAll(async ({ browser, baseURL }) => {
  test.setTimeout(180_000)
  origin = String(baseURL)
  const quiet = await browser.newContext({ baseURL })
  silent = await newPerson(quiet, origin)
  await seedPhotos(quiet.request, origin, [{ title: 'Hidden' }])
  await quiet.close()
  const context = await browser.newContext({ baseURL })
  username = await newPerson(context, origin)
  const headers = { origin }
  await context.request.patch('/api/v1/me', { headers, data: { name: NAME } })
  photos = await seedPhotos(context.request, origin, [
    { takenAt: '2024-03-03T12:00:00', title: 'Private and newest' },
    { takenAt: '2024-03-02T12:00:00', title: 'Boat', visibility: 'public' },
    { takenAt: '2024-03-01T12:00:00', title: 'House', visibility: 'public' },
  ])
  const data = { title: 'Harbour', visibility: 'public', coverPhotoId: idAt(0) }
  const made = await context.request.post('/api/v1/albums', { headers, data: { ...data, coverPhotoId: undefined } })
  expect(made.status(), await made.text()).toBe(201)
  albumId = (await made.json()).id
  const ids = photos.map(({ id }) => id)
  expect((await context.request.put(`/api/v1/albums/${albumId}/photos`, { headers, data: { ids } })).ok()).toBe(true)
  const covered = await context.request.patch(`/api/v1/albums/${albumId}`, { headers, data })
  expect(covered.status(), await covered.text()).toBe(200)
  storage = await context.storageState()
  await context.close()
})

const idAt = (index: number) => photos[index]?.id ?? ''

interface Head {
  meta: Map<string, string>
  links: { rel: string; type: string | undefined; href: string }[]
  title: string
}

const plain = (text: string) =>
  text.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&lt;', '<').replaceAll('&amp;', '&')
const attribute = (tag: string, name: string) => {
  const value = new RegExp(`\\s${name}="([^"]*)"`, 'i').exec(tag)?.[1]
  return value === undefined ? undefined : plain(value)
}

/** The head of a page as somebody gets it who runs no scripts. */
async function headOf(request: APIRequestContext, path: string): Promise<Head> {
  const reply = await request.get(path)
  const html = await reply.text()
  const head = html.slice(0, html.indexOf('</head>'))
  const tags = (name: string) => head.match(new RegExp(`<${name}\\s[^>]*>`, 'g')) ?? []
  const meta = tags('meta').map((tag): [string, string] => [
    attribute(tag, 'property') ?? attribute(tag, 'name') ?? '',
    attribute(tag, 'content') ?? '',
  ])
  return {
    meta: new Map(meta),
    links: tags('link').map((tag) => ({
      rel: attribute(tag, 'rel') ?? '',
      type: attribute(tag, 'type'),
      href: attribute(tag, 'href') ?? '',
    })),
    title: plain(/<title>([^<]*)</.exec(head)?.[1] ?? ''),
  }
}

async function as<T>(who: Storage, ask: (request: APIRequestContext) => Promise<T>): Promise<T> {
  const request = await newRequest.newContext({ baseURL: origin, storageState: who })
  try {
    return await ask(request)
  } finally {
    await request.dispose()
  }
}

const canonical = ({ links }: Head) => links.find(({ rel }) => rel === 'canonical')?.href
const feeds = ({ links }: Head) => links.filter(({ rel }) => rel === 'alternate').map(({ href }) => href)

test('a person’s page says who, how much, and where to hear of more', async () => {
  await as(NOBODY, async (request) => {
    const path = `/gallery?owner=${username}`
    const head = await headOf(request, path)
    expect(head.title).toBe(`Photos of ${NAME} · Albumen`)
    expect(head.meta.get('og:title')).toBe(`Photos of ${NAME}`)
    expect(head.meta.get('og:description')).toBe(`2 public photos by ${NAME}`)
    expect(head.meta.get('og:url')).toBe(`${origin}${path}`)
    expect(canonical(head)).toBe(`${origin}${path}`)
    expect(head.meta.has('robots')).toBe(false)
    const image = head.meta.get('og:image') ?? ''
    expect(image).toMatch(`${origin}/api/v1/photos/${idAt(1)}/renditions/preview`)
    expect(head.meta.get('twitter:image')).toBe(image)
    const picture = await request.get(image)
    expect(picture.status()).toBe(200)
    expect(picture.headers()['content-type']).toMatch(/^image\//)
    expect(feeds(head)).toEqual([`${origin}/feed.json?owner=${username}`, `${origin}/rss.xml?owner=${username}`])
    for (const feed of feeds(head)) {
      const text = await (await request.get(feed)).text()
      expect(text).toContain(`${origin}/photos/${idAt(1)}`)
      expect(text).not.toContain(idAt(0))
    }
  })
})

test('its owner’s own look at it tells the world nothing private', async () => {
  await as(storage, async (request) => {
    const head = await headOf(request, `/gallery?owner=${username}`)
    expect(head.meta.get('og:description')).toBe(`2 public photos by ${NAME}`)
    expect(head.meta.get('og:image')).toContain(idAt(1))
    const album = await headOf(request, `/albums/${albumId}`)
    expect(album.meta.get('og:image')).toMatch(new RegExp(`${idAt(1)}|${idAt(2)}`))
    expect(album.meta.get('og:description')).toContain('2 photos')
    const hidden = await headOf(request, `/photos/${idAt(0)}`)
    expect(hidden.meta.get('robots')).toBe('noindex')
    expect(hidden.meta.has('og:image')).toBe(false)
  })
})

test('albums and photos have cards; what is not public has none', async () => {
  await as(NOBODY, async (request) => {
    const album = await headOf(request, `/albums/${albumId}`)
    expect(album.meta.get('og:title')).toBe('Harbour')
    expect(album.meta.get('og:image')).toContain(`${origin}/api/v1/photos/`)
    expect(album.meta.get('og:image')).not.toContain(idAt(0))
    expect(canonical(album)).toBe(`${origin}/albums/${albumId}`)
    const photo = await headOf(request, `/photos/${idAt(1)}`)
    expect(photo.meta.get('og:title')).toBe('Boat')
    expect(photo.meta.get('og:image')).toContain(`${origin}/api/v1/photos/${idAt(1)}/renditions/preview`)
    expect(photo.meta.get('twitter:card')).toBe('summary_large_image')
    expect(feeds(photo)).toContain(`${origin}/rss.xml?owner=${username}`)
    const missing = await headOf(request, `/photos/${idAt(0)}`)
    expect(missing.title).not.toContain('newest')
    expect(missing.meta.has('og:image')).toBe(false)
  })
})

test('who shows nothing and who is not there look alike; other filters are not for search engines', async () => {
  await as(NOBODY, async (request) => {
    for (const path of [`/gallery?owner=${silent}`, '/gallery?owner=nobody-is-here', '/gallery?town=Berlin']) {
      const head = await headOf(request, path)
      expect(head.title).toBe('Gallery · Albumen')
      expect(head.meta.get('robots')).toBe('noindex')
      expect(head.meta.has('og:title')).toBe(false)
      expect(feeds(head)).toEqual([])
    }
    const words = async (owner: string) =>
      (await (await request.get(`/gallery?owner=${owner}`)).text())
        .replaceAll(owner, '')
        .replace(/nonce="[^"]*"|"nonce":"[^"]*"/g, '')
        .replace(/<script.*?<\/script>/gs, '')
    expect(await words(silent)).toBe(await words('nobody-is-here'))
  })
})

test('home tells of the feeds, robots.txt of the sitemap, the sitemap of every public page', async () => {
  await as(NOBODY, async (request) => {
    expect(feeds(await headOf(request, '/'))).toEqual([`${origin}/feed.json`, `${origin}/rss.xml`])
    const rules = await (await request.get('/robots.txt')).text()
    const address = /^Sitemap: (.*)$/m.exec(rules)?.[1] ?? ''
    expect(address).toBe(`${origin}/sitemap.xml`)
    const map = await (await request.get(address)).text()
    for (const path of [`/gallery?owner=${username}`, `/albums/${albumId}`, `/photos/${idAt(1)}`, `/photos/${idAt(2)}`])
      expect(map).toContain(`<loc>${origin}${path}</loc>`)
    expect(map).not.toContain(idAt(0))
    expect(map).not.toContain(silent)
  })
})

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [320, 1280]) {
    test(`the page itself: ${colorScheme}, ${width} px`, async ({ browser, baseURL }) => {
      const looks = { colorScheme, reducedMotion: 'reduce', viewport: { width, height: 800 } } as const
      const context = await browser.newContext({ baseURL, ...looks })
      const page = await context.newPage()
      await page.goto(`/gallery?owner=${username}`)
      await gridReady(page)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Photos of ${NAME}`)
      await expect(page.getByRole('status').filter({ hasText: '2 photos' })).toBeVisible()
      if (folder) await page.screenshot({ path: `${folder}/person-${colorScheme}-${width}.png` })
      await examine(page)
      await page.getByRole('link', { name: 'On the map' }).click()
      await expect(page).toHaveURL(`/map?owner=${username}`)
      await context.close()
    })
  }
}

test('visitors find the albums and the map, by mouse and by thumb', async ({ browser, baseURL }) => {
  for (const width of [390, 1280]) {
    const context = await browser.newContext({ baseURL, viewport: { width, height: 800 } })
    const page = await context.newPage()
    const main = page.getByRole('navigation', { name: 'Main' })
    await page.goto('/')
    await expect(main.getByRole('link')).toHaveText(['Gallery', 'Albums', 'Map'])
    await main.getByRole('link', { name: 'Albums' }).click()
    await expect(page.getByRole('heading', { name: 'Public albums' })).toBeVisible()
    await expect(page.locator(`a[href="/albums/${albumId}"]`)).toBeVisible()
    await main.getByRole('link', { name: 'Map' }).click()
    await expect(page.getByRole('heading', { name: 'Map', exact: true })).toBeVisible()
    await context.close()
  }
})
