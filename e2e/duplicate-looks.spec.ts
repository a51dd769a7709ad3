import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { sql } from 'drizzle-orm'
import { atHand, burstFiles, equalFiles, groupItems, groupsMade, resavedFiles, uploadFiles } from './duplicate-fixtures'
import { examine } from './examine'
import { insideOf } from './inside'
import { newPerson } from './new-person'

type Storage = Awaited<ReturnType<BrowserContext['storageState']>>

// With LOOKS_SCREENSHOTS set to a folder, every state is also kept there as a picture to look at.
const folder = process.env.LOOKS_SCREENSHOTS

/** Words that break layouts: long without a space, and from right to left. */
const LONG = `Ein${'sehr'.repeat(30)}langerTitel, and then some more words about the evening by the sea`
const RIGHT_TO_LEFT = 'غروب الشمس على شاطئ البحر مع العائلة'

let full: Storage
let empty: Storage

test.beforeAll(async ({ browser, baseURL }) => {
  test.setTimeout(180_000)
  const origin = String(baseURL)
  const context = await browser.newContext({ baseURL })
  await newPerson(context, origin)
  const headers = { origin }
  await uploadFiles(context.request, origin, await burstFiles('burst', 4))
  for (let at = 0; at < 3; at++) await uploadFiles(context.request, origin, await resavedFiles(`saved-${at}`))
  const many = await uploadFiles(context.request, origin, await equalFiles('many', 5))
  const last = await uploadFiles(context.request, origin, await resavedFiles('last'))
  const set = async (id: string | undefined, data: object) => {
    const changed = await context.request.patch(`/api/v1/photos/${id}`, { headers, data })
    expect(changed.status(), await changed.text()).toBe(200)
  }
  await set(many[0], { title: LONG })
  await set(last[0], { title: RIGHT_TO_LEFT, location: { latitude: 52.52, longitude: 13.4 } })
  await set(last[1], { title: LONG, visibility: 'public' })
  const album = await (await context.request.post('/api/v1/albums', { headers, data: { title: 'By the sea' } })).json()
  await context.request.put(`/api/v1/albums/${album.id}/photos`, { headers, data: { ids: [last[1]] } })
  await groupsMade(context.request, 5)
  await groupsMade(context.request, 1, 'burst')
  // As if its source did not hold it any more.
  await insideOf(origin)?.db.execute(sql`update photos set missing_at = now() where id = ${many[1]}`)
  full = await context.storageState()
  await context.close()
  const other = await browser.newContext({ baseURL })
  await newPerson(other, origin)
  empty = await other.storageState()
  await other.close()
})

interface Screen {
  name: string
  as: 'full' | 'empty'
  path: string
  prepare: (page: Page) => Promise<void>
}

const shown = (page: Page) => expect(groupItems(page).first()).toBeVisible()
const picturesIn = async (page: Page) => {
  const loaded = () =>
    [...document.querySelectorAll<HTMLImageElement>('main section img')].every(
      ({ complete, naturalWidth }) => complete && naturalWidth > 0,
    )
  await expect.poll(() => page.evaluate(loaded)).toBe(true)
}

const SCREENS: Screen[] = [
  {
    name: 'duplicates',
    as: 'full',
    path: '/duplicates',
    prepare: async (page) => {
      await shown(page)
      await expect(page.getByRole('button', { name: /^Clean up/ })).toBeVisible()
    },
  },
  {
    name: 'duplicates-many',
    as: 'full',
    path: '/duplicates',
    prepare: async (page) => {
      await shown(page)
      await page.keyboard.press('j')
      await expect(page.getByRole('heading', { name: 'The same file' })).toBeVisible()
    },
  },
  {
    name: 'duplicates-slider',
    as: 'full',
    path: '/duplicates',
    prepare: async (page) => {
      await shown(page)
      await page.keyboard.press('c')
      await expect(page.getByRole('slider')).toBeVisible()
      await picturesIn(page)
    },
  },
  {
    name: 'duplicates-blink',
    as: 'full',
    path: '/duplicates',
    prepare: async (page) => {
      await shown(page)
      await page.keyboard.press('b')
      await expect(page.getByRole('region', { name: 'Comparison' })).toBeVisible()
      await page.keyboard.press('b')
    },
  },
  {
    name: 'duplicates-question',
    as: 'full',
    path: '/duplicates',
    prepare: async (page) => {
      await shown(page)
      await page.getByRole('button', { name: /^Clean up/ }).click()
      await expect(page.getByRole('dialog').getByRole('button', { name: /^Move/ })).toBeVisible()
    },
  },
  { name: 'duplicates-bursts', as: 'full', path: '/duplicates?show=bursts', prepare: shown },
  {
    name: 'duplicates-empty',
    as: 'empty',
    path: '/duplicates',
    prepare: (page) => expect(page.getByRole('heading', { name: 'No duplicates' })).toBeVisible(),
  },
  {
    name: 'duplicates-no-pairs',
    as: 'empty',
    path: '/duplicates?show=pairs',
    prepare: (page) => expect(page.getByRole('heading', { name: 'No pairs' })).toBeVisible(),
  },
  {
    name: 'duplicates-failing',
    as: 'full',
    path: '/duplicates',
    prepare: async (page) => {
      await shown(page)
      await page.route('**/api/v1/**', (route) => route.abort())
      await page.keyboard.press('Enter')
      await expect(page.getByText('Albumen does not answer').first()).toBeVisible()
    },
  },
]

const LOOKS = [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 320 },
  ...(folder
    ? ([
        { colorScheme: 'light', width: 390 },
        { colorScheme: 'dark', width: 1280 },
      ] as const)
    : []),
] as const

// They look and change nothing.
test.describe.configure({ mode: 'parallel' })

for (const { name, as, path, prepare } of SCREENS) {
  test(`${name}: axe finds nothing and nothing sticks out, wide and light, narrow and dark`, async ({
    browser,
    baseURL,
  }) => {
    for (const { colorScheme, width } of LOOKS) {
      const looks = { colorScheme, reducedMotion: 'reduce', viewport: { width, height: 800 } } as const
      const context = await browser.newContext({ baseURL, storageState: as === 'full' ? full : empty, ...looks })
      const page = await context.newPage()
      await page.goto(path)
      await atHand(page)
      await prepare(page)
      if (folder) await page.screenshot({ path: `${folder}/${name}-${colorScheme}-${width}.png` })
      await examine(page, `${colorScheme}, ${width} px`)
      await page.unrouteAll({ behavior: 'ignoreErrors' })
      await context.close()
    }
  })
}

test('on a phone a group is decided on by thumb, the buttons at hand', async ({ browser, baseURL }) => {
  const origin = String(baseURL)
  const looks = { viewport: { width: 390, height: 700 }, hasTouch: true, isMobile: true }
  const context = await browser.newContext({ baseURL, ...looks })
  await newPerson(context, origin)
  const ids = await uploadFiles(context.request, origin, await equalFiles('thumb', 3))
  await groupsMade(context.request, 1)
  const page = await context.newPage()
  await page.goto('/duplicates')
  await atHand(page)
  const keep = page.getByRole('button', { name: 'Keep this, 2 to the trash' })
  await expect(keep).toBeInViewport()
  await page.locator(`li[data-photo="${ids[1]}"] label`).tap()
  const two = page.getByRole('button', { name: 'Keep 2, 1 to the trash' })
  await expect(two).toBeInViewport()
  await two.tap()
  await expect(page.getByText(/1 photo moved to the trash/)).toBeVisible()
  await expect(page.getByRole('heading', { name: 'No duplicates' })).toBeVisible()
  await context.close()
})
