import { expect, type Page, test } from '@playwright/test'
import { examine } from './examine'
import { gridReady } from './gallery-fixtures'
import { newPerson } from './new-person'
import { connectFolder, holidayTree, scanned, scanWholly, writeTree } from './source-fixtures'
import { makePhoto } from './upload-fixtures'

// With SOURCE_SCREENSHOTS set to a folder, each state is also kept there as a picture to look at.
const pictures = process.env.SOURCE_SCREENSHOTS

async function picture(page: Page, name: string) {
  if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true })
  await examine(page, name)
}

// Each makes a person of its own.
test.describe.configure({ mode: 'parallel' })

for (const width of [1280, 320]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`${width} px, ${colorScheme}: sources and folders are accessible and fit`, async ({ browser, baseURL }) => {
      test.setTimeout(360_000)
      const origin = String(baseURL)
      const viewport = { width, height: 720 }
      const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce', baseURL })
      await newPerson(context, origin)
      const page = await context.newPage()
      const look = (name: string) => picture(page, `${width}-${colorScheme}-${name}`)
      await page.goto('/')
      await look('00-first-run')
      await page.goto('/sources')
      await look('01-no-sources')
      await page.goto('/folders')
      await look('02-no-folders')

      await page.goto('/sources/new')
      await look('03-new-bucket')
      await page.getByRole('combobox', { name: 'Where the bucket is' }).selectOption('MinIO')
      await page.getByRole('textbox', { name: 'Endpoint' }).fill('nonsense')
      await page.getByRole('button', { name: 'Check access' }).click()
      await expect(page.getByRole('textbox', { name: 'Endpoint' })).toHaveAttribute('aria-invalid', 'true')
      await look('04-new-mistaken')
      const folder = await writeTree(await holidayTree())
      await page.getByRole('radio', { name: /A folder on the server/ }).check()
      await page.getByRole('textbox', { name: 'Folder' }).fill(folder)
      await page.getByRole('button', { name: 'Check access' }).click()
      await expect(page.getByRole('heading', { name: 'Access works' })).toBeVisible()
      await look('05-new-works')
      await page.getByRole('button', { name: 'Connect and scan' }).click()
      await scanned(page)
      await page.getByText('1 file could not be read').click()
      await expect(page.getByRole('listitem').filter({ hasText: 'Work/broken.jpg' })).toBeVisible()
      await look('06-source')
      await page.getByRole('button', { name: 'Remove source' }).click()
      await expect(page.getByRole('alertdialog')).toBeVisible()
      await look('07-remove')
      await page.goto('/sources')
      await look('08-sources')

      await page.goto('/folders')
      await gridReady(page)
      await look('09-folders')
      await page
        .getByRole('list', { name: 'Folders' })
        .getByRole('link', { name: /Holiday 2023/ })
        .click()
      await expect(page.getByRole('heading', { level: 1, name: 'Holiday 2023' })).toBeVisible()
      await gridReady(page)
      await look('10-folder')
      const second = await writeTree({})
      await scanWholly(
        context.request,
        origin,
        await connectFolder(context.request, origin, second, { name: 'Empty disk' }),
      )
      await page.goto('/folders')
      await expect(page.getByRole('link', { name: /Empty disk/ })).toBeVisible()
      await look('11-several')
      await page.getByRole('link', { name: /Empty disk/ }).click()
      await expect(page.getByRole('heading', { name: 'No photos here yet' })).toBeVisible()
      await look('12-empty-folder')

      const slow = { name: 'Slow disk', bytesPerSecond: 10_000, concurrency: 1 }
      const big = await writeTree({
        'one.jpg': (await makePhoto('x', 400)).buffer,
        'two.jpg': (await makePhoto('y', 400)).buffer,
      })
      await page.goto(`/sources/${await connectFolder(context.request, origin, big, slow)}`)
      await page.getByRole('button', { name: 'Scan now' }).click()
      await expect(page.getByRole('button', { name: 'Stop' })).toBeVisible()
      await look('13-scanning')
      await page.getByRole('button', { name: 'Pause' }).click()
      await expect(page.getByRole('heading', { name: 'The scan is paused' })).toBeVisible()
      await look('14-paused')
      await page.goto('/sources')
      await look('15-sources-in-work')
      await context.close()
    })
  }
}
