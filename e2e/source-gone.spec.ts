// What is not in a source any more: its owner says whether it was deleted.
import { mkdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { newPerson } from './new-person'
import { connectFolder, scanned, scanWholly, writeTree } from './source-fixtures'
import { makePhoto } from './upload-fixtures'

const counts = (page: Page) => page.getByRole('status').filter({ hasText: /photo/ }).first()

test('an emptied folder is asked about, and its photos are gone only by its owner’s word', async ({
  page,
  context,
  baseURL,
}) => {
  await newPerson(context, String(baseURL))
  const folder = await writeTree({ 'a.jpg': (await makePhoto('a.jpg')).buffer })
  const id = await connectFolder(context.request, String(baseURL), folder, { name: 'Old disk' })
  await scanWholly(context.request, String(baseURL), id)
  await page.goto(`/sources/${id}`)
  await rm(path.join(folder, 'a.jpg'))
  await page.getByRole('button', { name: 'Scan now' }).click()
  await expect(page.getByText(/The folder is empty. Is its disk mounted\?/)).toBeVisible()
  await page.getByRole('button', { name: 'The photos were deleted' }).click()
  await scanned(page)
  await expect(
    page.getByRole('region').filter({ hasText: 'Up to date' }).getByText('Missing').locator('..'),
  ).toHaveText('Missing1')
})

test('of two folders that are away, the word about one says nothing of the other', async ({
  page,
  context,
  baseURL,
}) => {
  await newPerson(context, String(baseURL))
  const photo = async () => (await makePhoto('x')).buffer
  const folder = await writeTree({ 'nas/a.jpg': await photo(), 'usb/b.jpg': await photo(), 'c.jpg': await photo() })
  const id = await connectFolder(context.request, String(baseURL), folder, { name: 'Two disks' })
  await scanWholly(context.request, String(baseURL), id)
  for (const disk of ['nas', 'usb']) {
    await rename(path.join(folder, disk), `${folder}-${disk}`)
    await mkdir(path.join(folder, disk))
  }
  await page.goto(`/sources/${id}`)
  await page.getByRole('button', { name: 'Scan now' }).click()
  const deleted = page.getByRole('button', { name: 'They were deleted' })
  await expect(deleted).toHaveCount(2, { timeout: 30_000 })
  await page.getByRole('button', { name: 'They were deleted: nas/' }).click()
  await expect(deleted).toHaveCount(1, { timeout: 30_000 })
  await expect(page.getByRole('button', { name: 'They were deleted: usb/' })).toBeVisible()
  await scanned(page)
  await page.goto(`/gallery?source=${id}`)
  await expect(counts(page)).toHaveText('3 photos')
  const { items } = await (await context.request.get(`/api/v1/photos?source=${id}`)).json()
  expect(items.filter((each: { missingAt?: string | null }) => each.missingAt)).toHaveLength(1)
})
