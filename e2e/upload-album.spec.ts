import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { newPerson } from './new-person'
import { chooser, dropPaths, makePhoto, panelOf, rowOf, writeFiles } from './upload-fixtures'

let origin: string

test.beforeEach(async ({ context, baseURL }) => {
  origin = baseURL as string
  await newPerson(context, origin)
})

async function makeAlbum(page: Page, title: string): Promise<string> {
  const reply = await page.request.post('/api/v1/albums', { data: { title }, headers: { origin } })
  expect(reply.status(), await reply.text()).toBe(201)
  return (await reply.json()).id
}

async function namesIn(page: Page, album: string): Promise<string[]> {
  const reply = await page.request.get(`/api/v1/albums/${album}`)
  const { photos } = (await reply.json()) as { photos: { items: { filename: string }[] } }
  return photos.items.map(({ filename }) => filename).sort()
}

test('what is dropped on an album goes into it, known photos too, and appears without a reload', async ({ page }) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'albumen-album-'))
  const known = await makePhoto('known.jpg')
  await writeFiles(folder, [known, await makePhoto('new.jpg')])
  await page.goto('/upload')
  await chooser(page).setInputFiles([known])
  await expect(rowOf(page, 'known.jpg')).toContainText('In your library', { timeout: 60_000 })
  const album = await makeAlbum(page, 'Trip to the sea')
  await page.goto(`/albums/${album}`)
  await dropPaths(page, [path.join(folder, 'known.jpg'), path.join(folder, 'new.jpg')], async () => {
    await expect(page.getByTestId('drop-overlay')).toContainText('Drop to upload into “Trip to the sea”')
  })
  await expect(panelOf(page)).toContainText('Upload finished', { timeout: 60_000 })
  expect(await namesIn(page, album)).toEqual(['known.jpg', 'new.jpg'])
  await expect(page.locator('main a[href*="/photos/"]')).toHaveCount(2)
  await rm(folder, { recursive: true })
})

test('album and visibility chosen before on the upload page; elsewhere no album is meant', async ({ page }) => {
  const album = await makeAlbum(page, 'Garden')
  await page.goto('/upload')
  await page.getByLabel('Add to an album').selectOption('Garden')
  await chooser(page).setInputFiles([await makePhoto('rose.jpg')])
  await expect(rowOf(page, 'rose.jpg')).toContainText('In your library', { timeout: 60_000 })
  await page.getByRole('link', { name: 'Albumen' }).click()
  await page.waitForURL((url) => url.pathname === '/')
  await page.getByRole('button', { name: 'Upload', exact: true }).click()
  // The choices stay open until photos are chosen.
  await page.getByRole('menuitemradio', { name: /Public/ }).click()
  await expect(page.getByRole('menuitemradio', { name: 'No album' })).toBeChecked()
  const dialog = page.waitForEvent('filechooser')
  await page.getByRole('menuitem', { name: 'Choose photos' }).click()
  await (await dialog).setFiles([await makePhoto('elsewhere.jpg')])
  await expect(rowOf(page, 'elsewhere.jpg')).toContainText('In your library', { timeout: 60_000 })
  expect(await namesIn(page, album)).toEqual(['rose.jpg'])
  const { items } = await (await page.request.get('/api/v1/photos?owner=me&visibility=public')).json()
  expect(items.map(({ filename }: { filename: string }) => filename)).toEqual(['elsewhere.jpg'])
})

test('an album that was deleted meanwhile: the files fail with that reason, a retry goes without it', async ({
  page,
}) => {
  const album = await makeAlbum(page, 'Short-lived')
  await page.goto(`/albums/${album}`)
  await expect(page.getByRole('button', { name: 'Upload', exact: true }).first()).toBeVisible()
  await page.request.delete(`/api/v1/albums/${album}`, { headers: { origin } })
  await chooser(page).setInputFiles([await makePhoto('late.jpg')])
  await expect(rowOf(page, 'late.jpg')).toContainText('The album is no longer there.')
  await panelOf(page).getByRole('button', { name: 'Retry late.jpg' }).click()
  await expect(rowOf(page, 'late.jpg')).toContainText('In your library', { timeout: 60_000 })
})
