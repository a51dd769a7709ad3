import { expect, type Page, test } from '@playwright/test'
import { examine } from './examine'
import { gridReady, mapDrawn, tile } from './gallery-fixtures'
import { newPerson } from './new-person'
import { type Seeded, seedPhotos } from './seed-photos'

type Storage = Awaited<ReturnType<import('@playwright/test').BrowserContext['storageState']>>

// With LOOKS_SCREENSHOTS set to a folder, every state is also kept there as a picture to look at.
const folder = process.env.LOOKS_SCREENSHOTS

let photos: Seeded[] = []
let storage: Storage
let albumId = ''

test.beforeAll(async ({ browser, baseURL }) => {
  test.setTimeout(180_000)
  const origin = String(baseURL)
  const headers = { origin }
  const context = await browser.newContext({ baseURL })
  await newPerson(context, origin)
  const seeds = Array.from({ length: 12 }, (_, at) => ({
    takenAt: `20${24 - Math.floor(at / 2)}-0${1 + (at % 9)}-11T12:00:00`,
    width: at % 3 === 1 ? 64 : 96,
    height: at % 3 === 1 ? 96 : 64,
  }))
  photos = await seedPhotos(context.request, origin, seeds)
  const post = async (path: string, data: object) => {
    const reply = await context.request.post(`/api/v1${path}`, { headers, data })
    expect(reply.ok(), await reply.text()).toBe(true)
    return reply.json()
  }
  const edits = [
    { location: { latitude: 52.52, longitude: 13.4 }, tags: ['boat', 'sea'] },
    { tags: ['boat'], rating: 4 },
  ]
  for (const [at, data] of edits.entries())
    expect((await context.request.patch(`/api/v1/photos/${idAt(at)}`, { headers, data })).ok()).toBe(true)
  albumId = (
    await post('/albums', { title: 'A summer by the sea, with everybody who came', description: 'Two weeks.' })
  ).id
  const ids = photos.slice(0, 7).map(({ id }) => id)
  expect((await context.request.put(`/api/v1/albums/${albumId}/photos`, { headers, data: { ids } })).ok()).toBe(true)
  await post('/albums', { title: 'All boats', visibility: 'public', filter: { owner: 'me', tag: 'boat' } })
  await post('/albums', { title: 'Empty so far' })
  storage = await context.storageState()
  await context.close()
})

const idAt = (index: number) => photos[index]?.id ?? ''
const bar = (page: Page) => page.getByRole('toolbar', { name: 'Actions on the selected photos' })

async function select(page: Page): Promise<void> {
  await page.goto('/')
  await gridReady(page)
  for (const index of [0, 1]) {
    await tile(page, idAt(index))
      .locator('[data-tick]')
      .evaluate((tick: HTMLElement) => tick.click())
    await expect(tile(page, idAt(index))).toHaveAttribute('data-selected')
  }
  await expect(bar(page).getByRole('status')).toHaveText('2 selected')
}

const ask = (item: string) => async (page: Page) => {
  await select(page)
  await bar(page).getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: item }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
}

interface Screen {
  name: string
  show: (page: Page) => Promise<void>
  /** Rules of axe that do not fit: an open menu is no content of the page. */
  off?: string[]
}

const SCREENS: Screen[] = [
  {
    name: 'albums',
    show: async (page) => {
      await page.goto('/albums')
      await expect(page.getByRole('link', { name: /All boats/ })).toBeVisible()
    },
  },
  {
    name: 'album',
    show: async (page) => {
      await page.goto(`/albums/${albumId}`)
      await gridReady(page)
    },
  },
  { name: 'selection', show: select },
  {
    name: 'selection-menu',
    off: ['region'],
    show: async (page) => {
      await select(page)
      await bar(page).getByRole('button', { name: 'More actions' }).click()
      await expect(page.getByRole('menu')).toBeVisible()
    },
  },
  {
    name: 'dialog-album',
    show: async (page) => {
      await select(page)
      await page.keyboard.press('l')
      await expect(page.getByRole('dialog').getByRole('list', { name: 'Your albums' })).toBeVisible()
    },
  },
  {
    name: 'dialog-tags',
    show: async (page) => {
      await select(page)
      await page.keyboard.press('t')
      await expect(page.getByRole('dialog')).toBeVisible()
    },
  },
  { name: 'dialog-time', show: ask('Move the time') },
  {
    name: 'dialog-place',
    show: async (page) => {
      await ask('Set the place')(page)
      await expect(page.locator('[data-place-map] canvas')).toBeVisible()
      if (folder) await mapDrawn(page)
    },
  },
  { name: 'dialog-rating', show: ask('Rate') },
  {
    name: 'filter',
    show: async (page) => {
      await page.goto('/gallery?owner=me&tag=boat')
      await gridReady(page)
      await page.getByRole('button', { name: 'Filter' }).click()
      const panel = page.getByRole('complementary', { name: 'Filter' })
      await expect(panel.getByRole('list', { name: 'Tags' })).toBeVisible()
    },
  },
  {
    name: 'timeline',
    show: async (page) => {
      await page.goto('/')
      await gridReady(page)
      await page.mouse.move(200, 300)
      await expect(page.getByRole('slider')).toBeVisible()
      await page.getByRole('slider').focus()
    },
  },
]

const LOOKS = [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 320 },
  ...(folder
    ? ([
        { colorScheme: 'light', width: 320 },
        { colorScheme: 'dark', width: 1280 },
      ] as const)
    : []),
] as const

// They look and change nothing.
test.describe.configure({ mode: 'parallel' })

for (const { name, show, off = [] } of SCREENS) {
  test(`${name}: axe finds nothing and nothing sticks out, wide and light, narrow and dark`, async ({
    browser,
    baseURL,
  }) => {
    for (const { colorScheme, width } of LOOKS) {
      const looks = { colorScheme, reducedMotion: 'reduce', viewport: { width, height: 800 } } as const
      const context = await browser.newContext({ baseURL, storageState: storage, ...looks })
      const page = await context.newPage()
      await show(page)
      if (folder) await page.screenshot({ path: `${folder}/${name}-${colorScheme}-${width}.png` })
      await examine(page, `${colorScheme}, ${width} px`, off, colorScheme === 'dark')
      await context.close()
    }
  })
}
