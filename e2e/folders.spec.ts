import { expect, type Page, test } from '@playwright/test'
import { gridReady, lightbox, tileLink } from './gallery-fixtures'
import { newPerson } from './new-person'
import { connectFolder, holidayTree, inventory, scanWholly, writeTree } from './source-fixtures'
import { makePhoto } from './upload-fixtures'

const tiles = (page: Page) => page.locator('.photo-grid [data-photo]')

test('the folders are the source’s own, and an album can be made of one', async ({ page, context, baseURL }) => {
  await newPerson(context, String(baseURL))
  const folder = await writeTree(await holidayTree())
  await scanWholly(
    context.request,
    String(baseURL),
    await connectFolder(context.request, String(baseURL), folder, { name: 'Old disk' }),
  )
  await page.goto('/')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Folders' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Old disk' })).toBeVisible()
  await expect(page.getByText('6 photos, 1 of them directly here')).toBeVisible()
  const folders = page.getByRole('list', { name: 'Folders' })
  await expect(folders.getByRole('link')).toHaveText(['Holiday 20234 photos', 'Work1 photo'])
  await expect(folders.locator('img')).toHaveCount(2)

  await folders.getByRole('link', { name: /Holiday 2023/ }).click()
  await expect(page.getByText('4 photos, 1 of them directly here')).toBeVisible()
  await expect(tiles(page)).toHaveCount(4)
  await folders.getByRole('link', { name: /Käfer & Co/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Käfer & Co' })).toBeVisible()
  await expect(tiles(page)).toHaveCount(1)
  await page.reload()
  await expect(tiles(page)).toHaveCount(1)
  const way = page.getByRole('navigation', { name: 'Breadcrumb' })
  await expect(way.getByRole('link')).toHaveText(['Old disk', 'Holiday 2023'])
  await way.getByRole('link', { name: 'Holiday 2023' }).click()
  await expect(tiles(page)).toHaveCount(4)

  await page.getByRole('button', { name: 'Make an album of it' }).click()
  const dialog = page.getByRole('dialog', { name: 'New smart album' })
  await expect(dialog.getByRole('textbox', { name: 'Title' })).toHaveValue('Holiday 2023')
  await dialog.getByRole('button', { name: 'Create album' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Holiday 2023' })).toBeVisible()
  await expect(page).toHaveURL(/\/albums\//)
  await expect(page.getByText('Source Old disk', { exact: true })).toBeVisible()
  await expect(tiles(page)).toHaveCount(4)
})

test('the panel says where a photo lies; deleting hides it, leaves the file and no scan brings it back', async ({
  page,
  context,
  baseURL,
}) => {
  await newPerson(context, String(baseURL))
  const origin = String(baseURL)
  const folder = await writeTree({
    'a/one.jpg': (await makePhoto('x')).buffer,
    'two.jpg': (await makePhoto('y')).buffer,
  })
  const before = await inventory(folder)
  const id = await connectFolder(context.request, origin, folder, { name: 'Old disk' })
  await scanWholly(context.request, origin, id)
  await page.goto(`/folders?source=${id}&folder=a%2F`)
  await gridReady(page)
  const photo = (await tiles(page).first().getAttribute('data-photo')) ?? ''
  await tileLink(page, photo).click()
  await expect(lightbox(page)).toHaveClass(/pswp--ui-visible/)
  await page.keyboard.press('i')
  const panel = page.getByRole('complementary', { name: 'About this photo' })
  await expect(panel).toContainText('a/one.jpg')
  await expect(panel.getByRole('link', { name: 'Old disk' })).toHaveAttribute(
    'href',
    `/folders?source=${id}&folder=a%2F`,
  )
  await page.keyboard.press('Delete')
  await expect(page.getByText('1 photo moved to the trash. Its file stays where it is.')).toBeVisible()
  await page.goto('/trash')
  await expect(page.getByText('Files that lie in a source stay where they are.')).toBeVisible()
  await scanWholly(context.request, origin, id)
  await page.goto(`/gallery?source=${id}`)
  await expect(tiles(page)).toHaveCount(1)
  expect(await inventory(folder)).toEqual(before)
})
