// Duplicates across uploads and the files of sources, and pairs of files that are one shot.
import { expect, test } from '@playwright/test'
import {
  atHand,
  card,
  equalFiles,
  firstSize,
  groupsMade,
  onPage,
  rawOf,
  resavedFiles,
  trashed,
  uploadFiles,
} from './duplicate-fixtures'
import { newPerson } from './new-person'
import { connectFolder, inventory, scanWholly, writeTree } from './source-fixtures'

test('a copy in a source is hidden, its file stays; the upload is kept', async ({ context, baseURL }) => {
  const origin = String(baseURL)
  await newPerson(context, origin)
  const [file] = await equalFiles('beach')
  if (!file) throw new Error('no file')
  const [upload = ''] = await uploadFiles(context.request, origin, [file])
  const folder = await writeTree({ '2023/beach at dawn.jpg': file.data })
  const before = await inventory(folder)
  const source = await connectFolder(context.request, origin, folder, { name: 'Old disk' })
  await scanWholly(context.request, origin, source)
  const page = await onPage(context, origin, 1)
  const copy = page.locator('li[data-photo]').filter({ hasText: 'Old disk' })
  await expect(copy.locator('[data-differs]').filter({ hasText: 'File' })).toContainText(
    'Old disk: 2023/beach at dawn.jpg',
  )
  await expect(card(page, upload).locator('[data-differs]').filter({ hasText: 'File' })).toContainText(
    'Upload: beach-0.jpg',
  )
  const copyId = String(await copy.getAttribute('data-photo'))
  await card(page, upload).getByRole('checkbox').check()
  const ofCopy = copy.getByRole('checkbox')
  if (await ofCopy.isChecked()) await ofCopy.uncheck()
  await expect(page.getByText('Its file stays where it is.')).toBeVisible()
  await page.getByRole('button', { name: 'Keep this, 1 to the trash' }).click()
  await expect(page.getByText('1 photo moved to the trash. Its file stays where it is.')).toBeVisible()
  expect(await trashed(context.request, [upload, copyId])).toEqual([false, true])
  expect(await inventory(folder)).toEqual(before)
})

test('two files of one shot are a pair: shown, with nothing to decide', async ({ context, baseURL }) => {
  const origin = String(baseURL)
  await newPerson(context, origin)
  const [file] = await resavedFiles('shot', 0)
  if (!file) throw new Error('no file')
  const folder = await writeTree({
    'IMG_1.jpg': file.data,
    'IMG_1.ARW': rawOf(file.data),
  })
  await scanWholly(context.request, origin, await connectFolder(context.request, origin, folder, { name: 'Card' }))
  await groupsMade(context.request, 1, 'companion')
  expect(await firstSize(context.request)).toBe(0)
  const page = await onPage(context, origin, 0, '/duplicates?show=pairs')
  await expect(page.getByRole('heading', { name: 'A pair' })).toBeVisible()
  await expect(page.getByText('Nothing has to be decided here')).toBeVisible()
  await expect(page.getByRole('checkbox')).toHaveCount(0)
  await expect(page.getByRole('button', { name: /trash/ })).toHaveCount(0)
  await page.keyboard.press('Enter')
  await page.keyboard.press('n')
  await page.keyboard.press('2')
  await page.keyboard.press('c')
  await expect(page.getByRole('slider')).toBeVisible()
  await groupsMade(context.request, 1, 'companion')
  await page.getByRole('link', { name: 'Duplicates' }).first().click()
  await atHand(page)
  await expect(page.getByRole('heading', { name: 'No duplicates' })).toBeVisible()
})
