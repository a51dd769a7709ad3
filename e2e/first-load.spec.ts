// What the first load brings: nothing of owners to visitors, and to owners nothing that loses what a quick hand does.
import { expect, type Page, test } from '@playwright/test'
import { gridReady, manyPhotos, personWithPhotos } from './gallery-fixtures'

/** The scripts that a page's HTML loads. */
async function scriptsOf(page: Page, path: string): Promise<string[]> {
  const html = await (await page.request.get(path)).text()
  return [...html.matchAll(/<script\b[^>]*\bsrc="([^"]+)"/g)].map(([, src = '']) => src.replaceAll('&amp;', '&'))
}

test('the wall loads no script that only owners need', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL })
  const page = await context.newPage()
  const scripts = await scriptsOf(page, '/')
  expect(scripts.length).toBeGreaterThan(3)
  let all = ''
  for (const script of scripts) all += await (await page.request.get(script)).text()
  expect(all).toContain('Small pictures')
  for (const words of ['choose-photos', 'Log out', 'Move to the trash', 'Add to an album', 'not uploaded yet'])
    expect(all, words).not.toContain(words)
  await context.close()
})

/** Buttons whose script is held back: known by words in it, and answered by a menu. */
const BUTTONS = [
  { name: 'Account', button: /^Account of/, words: 'Account of', item: 'Log out' },
  { name: 'Upload', button: /^Upload$/, words: 'choose-photos', item: 'Choose a folder' },
]

for (const { name, button, words, item } of BUTTONS) {
  test(`a click on "${name}" before its script is there opens the menu when it comes`, async ({ browser, baseURL }) => {
    const { storage } = await personWithPhotos(browser, baseURL, manyPhotos(1, 3))
    const context = await browser.newContext({ baseURL, storageState: storage })
    const page = await context.newPage()
    let release = () => {}
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    let held = 0
    await context.route('**/_next/static/chunks/*.js', async (route) => {
      const response = await route.fetch()
      if ((await response.text()).includes(words)) {
        held += 1
        await released
      }
      await route.fulfill({ response })
    })
    await page.goto('/', { waitUntil: 'commit' })
    await gridReady(page)
    await expect.poll(() => held).toBeGreaterThan(0)
    await page.getByRole('button', { name: button }).click()
    await expect(page.getByRole('menu')).toHaveCount(0)
    release()
    await expect(page.getByRole('menuitem', { name: item })).toBeVisible()
    // Scripts that nobody waits for may still be on their way.
    await context.unrouteAll({ behavior: 'ignoreErrors' })
    await context.close()
  })
}

test('what the server drew stays when its script does not come, and works when it does', async ({
  browser,
  baseURL,
}) => {
  const { storage } = await personWithPhotos(browser, baseURL, manyPhotos(1, 3))
  const context = await browser.newContext({ baseURL, storageState: storage })
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  let refused = 0
  await context.route('**/_next/static/chunks/*.js', async (route) => {
    const response = await route.fetch()
    if (!(await response.text()).includes('choose-photos')) return route.fulfill({ response })
    refused += 1
    return route.abort()
  })
  await page.goto('/', { waitUntil: 'commit' })
  await gridReady(page)
  await expect.poll(() => refused).toBeGreaterThan(0)
  const button = page.getByRole('button', { name: 'Upload', exact: true })
  await expect(button).toBeVisible()
  await button.click()
  await context.unrouteAll({ behavior: 'ignoreErrors' })
  await expect(page.getByRole('menuitem', { name: 'Choose a folder' })).toBeVisible()
  expect(errors).toEqual([])
  await context.close()
})
