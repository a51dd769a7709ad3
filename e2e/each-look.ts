import type { Browser, BrowserContextOptions, Page } from '@playwright/test'
import { examine } from './examine'

interface Look {
  name: string
  baseURL: string | undefined
  storageState?: BrowserContextOptions['storageState']
  path: string
  /** What is done before one looks. */
  prepare?: ((page: Page) => Promise<void>) | undefined
  /** Rules of axe that mean something else. */
  beside?: string[] | undefined
}

/** Looks at a screen on a desk and on a small phone, in light and dark. With SHOTS set to a folder, each look is kept there as a picture. */
export async function eachLook(browser: Browser, look: Look): Promise<void> {
  const { name, baseURL, storageState, path, prepare, beside = [] } = look
  for (const width of [1280, 320]) {
    const viewport = { width, height: 720 }
    const context = await browser.newContext({ baseURL, storageState, viewport, reducedMotion: 'reduce' })
    const page = await context.newPage()
    await page.goto(path)
    await prepare?.(page)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await examine(page, `${colorScheme} at ${width} px`, beside, colorScheme === 'dark')
      const file = `${name.replace(/\W+/g, '-')}-${width}-${colorScheme}.png`
      if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${file}` })
    }
    await context.close()
  }
}
