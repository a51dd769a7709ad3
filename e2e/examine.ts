import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** In the page: what was changed is drawn, and nothing is on its way to another place or colour. What never ends does not count. */
async function standStill(): Promise<void> {
  const moving = () =>
    document.getAnimations().filter(({ playState, effect }) => {
      const end = Number(effect?.getComputedTiming().endTime ?? 0)
      return playState === 'running' && Number.isFinite(end)
    })
  for (let quiet = 0; quiet < 2; ) {
    await new Promise((resolve) => requestAnimationFrame(resolve))
    const now = moving()
    quiet = now.length > 0 ? 0 : quiet + 1
    await Promise.all(now.map(({ finished }) => finished.catch(() => undefined)))
  }
}

/** The rules of axe whose answer another colour scheme can change. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block']

/**
 * Axe finds nothing on what is shown, and nothing sticks out sideways.
 * @param about which state it is, for what is said when it is not so
 * @param off rules that do not fit it
 * @param colours whether the same screen was examined in other colours before
 */
export async function examine(page: Page, about = '', off: string[] = [], colours = false): Promise<void> {
  await page.evaluate(standStill)
  // Without the blank page that axe opens to gather what it found in frames: there are none.
  expect(page.frames(), about).toHaveLength(1)
  const axe = new AxeBuilder({ page }).setLegacyMode()
  const rules = OF_COLOURS.filter((rule) => !off.includes(rule))
  const { violations } = await (colours ? axe.withRules(rules) : axe.disableRules(off)).analyze()
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
  expect(found, about).toEqual([])
  const overflow = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  await expect.poll(overflow, `${about}: nothing sticks out sideways`).toBeLessThanOrEqual(0)
}
