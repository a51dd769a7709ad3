import { expect, type Page, test } from '@playwright/test'
import { examine } from './examine'
import { newPerson } from './new-person'
import { chooser, makePhotos, panelOf } from './upload-fixtures'

// With UPLOAD_SCREENSHOTS set to a folder, each state is also kept there as a picture to look at.
const folder = process.env.UPLOAD_SCREENSHOTS

const SIZES = { desktop: { width: 1280, height: 720 }, phone: { width: 320, height: 640 } }

async function look(page: Page, name: string) {
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` })
  await examine(page, name)
}

// Each makes a person of its own.
test.describe.configure({ mode: 'parallel' })

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`${size}, ${colorScheme}: empty, uploading, failed, done are accessible and fit`, async ({
      browser,
      baseURL,
    }) => {
      const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce', baseURL })
      await newPerson(context, baseURL as string)
      const page = await context.newPage()
      let answer: 'hold' | 'break' | 'pass' = 'hold'
      await page.route('**/api/v1/uploads/*/content', async (route) => {
        while (answer === 'hold') await new Promise((resolve) => setTimeout(resolve, 50))
        if (answer === 'pass') return route.continue()
        const detail = 'The file has 9 bytes too few: it was cut on its way here. Try it once more.'
        return route.fulfill({ status: 422, contentType: 'application/problem+json', body: JSON.stringify({ detail }) })
      })
      await page.goto('/upload')
      await look(page, `${size}-${colorScheme}-1-empty`)
      const text = { name: 'notes about the trip.txt', mimeType: 'text/plain', buffer: Buffer.from('notes') }
      await chooser(page).setInputFiles([...(await makePhotos(6, 400)), text])
      await expect(panelOf(page).locator('[data-state=sending]').first()).toBeVisible()
      await look(page, `${size}-${colorScheme}-2-uploading`)
      answer = 'break'
      await expect(panelOf(page)).toContainText('7 failed')
      await look(page, `${size}-${colorScheme}-3-failed`)
      await panelOf(page).getByRole('button', { name: 'Close' }).click()
      answer = 'pass'
      await chooser(page).setInputFiles(await makePhotos(3, 400))
      await expect(panelOf(page)).toContainText('Upload finished', { timeout: 120_000 })
      await look(page, `${size}-${colorScheme}-4-done`)
      await panelOf(page).getByRole('button', { name: 'Show less' }).click()
      await look(page, `${size}-${colorScheme}-5-folded`)
      await context.close()
    })
  }
}

test('the panel is worked by keyboard', async ({ page, context, baseURL }) => {
  await newPerson(context, baseURL as string)
  await page.goto('/upload')
  await chooser(page).setInputFiles(await makePhotos(2))
  await expect(panelOf(page)).toContainText('Upload finished', { timeout: 120_000 })
  await panelOf(page).getByRole('button', { name: 'Show less' }).focus()
  await page.keyboard.press('Enter')
  await expect(panelOf(page).locator('li')).toHaveCount(0)
  await page.keyboard.press('Enter')
  await expect(panelOf(page).locator('li')).toHaveCount(2)
  await page.keyboard.press('Escape')
  await expect(panelOf(page).locator('li')).toHaveCount(0)
  await page.keyboard.press('Tab')
  await expect(panelOf(page).getByRole('button', { name: 'Close' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(panelOf(page)).toHaveCount(0)
})
