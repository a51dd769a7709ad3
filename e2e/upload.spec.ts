import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import sharp from 'sharp'
import { newPerson } from './new-person'
import { chooser, dropPaths, makePhoto, makePhotos, ownPhotos, panelOf, rowOf, writeFiles } from './upload-fixtures'

test.beforeEach(async ({ context, baseURL }) => {
  await newPerson(context, baseURL as string)
})

test('200 photos at once get in, appear without a reload', async ({ page }) => {
  test.setTimeout(180_000)
  await page.goto('/')
  await chooser(page).setInputFiles(await makePhotos(200))
  await expect(panelOf(page)).toContainText('200 of 200', { timeout: 90_000 })
  await expect(panelOf(page)).toContainText('Upload finished', { timeout: 90_000 })
  const photos = await ownPhotos(page.request)
  expect(photos).toHaveLength(200)
  expect(new Set(photos.map((photo) => `${photo.status} ${photo.visibility}`))).toEqual(new Set(['ready private']))
  expect(new Set(photos.map((photo) => photo.filename)).size).toBe(200)
  await expect(page.locator('main a[href*="/photos/"] img').first()).toBeVisible()
})

test('a dropped folder is searched to the bottom; what is no picture is left out calmly', async ({ page }) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'albumen-drop-'))
  const other = (name: string) => ({ name, mimeType: '', buffer: Buffer.from('not a picture') })
  const photos = await makePhotos(120)
  const inside = photos.map((photo, index) => ({ ...photo, name: `trip/${index % 3 ? 'a/b' : 'c'}/${photo.name}` }))
  await writeFiles(folder, [...inside, other('trip/.DS_Store'), other('trip/a/notes.txt'), other('trip/.hidden/x.jpg')])
  await page.goto('/')
  await dropPaths(page, [path.join(folder, 'trip')], async () => {
    await expect(page.getByTestId('drop-overlay')).toContainText('Private: only you will see them')
  })
  await expect(page.getByTestId('drop-overlay')).toBeHidden()
  await expect(panelOf(page)).toContainText('120 of 120', { timeout: 60_000 })
  await expect(panelOf(page)).toContainText('2 files were left out')
  await expect(panelOf(page)).not.toContainText('failed')
  expect(await ownPhotos(page.request)).toHaveLength(120)
  await rm(folder, { recursive: true })
})

test('a chosen folder and a pasted picture', async ({ page }) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'albumen-choose-'))
  await writeFiles(folder, await makePhotos(3))
  await page.goto('/upload')
  await page.getByTestId('choose-folder').setInputFiles(folder)
  await expect(panelOf(page)).toContainText('3 of 3')
  const pasted = (await makePhoto('pasted.jpg')).buffer.toString('base64')
  await page.evaluate((base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    const clipboardData = new DataTransfer()
    clipboardData.items.add(new File([bytes], 'image.jpg', { type: 'image/jpeg' }))
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, pasted)
  await expect(panelOf(page)).toContainText('4 of 4')
  await rm(folder, { recursive: true })
})

test('a known file is linked, not sent again', async ({ page }) => {
  const photo = await makePhoto('first.jpg')
  await page.goto('/upload')
  await chooser(page).setInputFiles([photo])
  await expect(rowOf(page, 'first.jpg')).toContainText('In your library', { timeout: 60_000 })
  const puts: string[] = []
  page.on('request', (request) => request.method() === 'PUT' && puts.push(request.url()))
  await chooser(page).setInputFiles([{ ...photo, name: 'again.jpg' }])
  await expect(rowOf(page, 'again.jpg')).toContainText('Already in your library')
  const [only, ...others] = await ownPhotos(page.request)
  expect(others).toEqual([])
  await expect(rowOf(page, 'again.jpg').getByRole('link')).toHaveAttribute('href', `/photos/${only?.id}`)
  expect(puts).toEqual([])
})

test('what is no picture is refused with what is accepted; the name does not matter', async ({ page }) => {
  const { buffer } = await makePhoto('x.jpg')
  await page.goto('/upload')
  await chooser(page).setInputFiles([
    { name: 'picture.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') },
    { name: 'photo.txt', mimeType: 'text/plain', buffer },
    { name: 'empty.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(0) },
  ])
  await expect(rowOf(page, 'picture.jpg')).toContainText(
    'JPEG, JPEG XL, PNG, WebP, AVIF, GIF, TIFF, HEIC and raw camera files',
  )
  await expect(rowOf(page, 'empty.jpg')).toContainText('The file is empty.')
  await expect(rowOf(page, 'photo.txt')).toContainText('In your library', { timeout: 60_000 })
  await expect(rowOf(page, 'picture.jpg').getByRole('button')).toHaveCount(0)
  expect(await ownPhotos(page.request)).toHaveLength(1)
})

test('who uploads in public is told which places the words of the files name, and takes it back there', async ({
  page,
}) => {
  const packet = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
    <rdf:Description xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" photoshop:City="Bergen">
      <dc:subject><rdf:Bag><rdf:li>Bergen</rdf:li></rdf:Bag></dc:subject></rdf:Description></rdf:RDF></x:xmpmeta>`
  const silent = await makePhoto('silent.jpg')
  const buffer = await sharp((await makePhoto('telling.jpg')).buffer)
    .withXmp(packet)
    .jpeg()
    .toBuffer()
  await page.goto('/upload')
  await page.getByRole('radio', { name: /Public/ }).check()
  await chooser(page).setInputFiles([silent, { name: 'telling.jpg', mimeType: 'image/jpeg', buffer }])
  const told = panelOf(page).getByTestId('place-words')
  await expect(told).toContainText('Bergen tag · 1 photo', { timeout: 60_000 })
  await panelOf(page).getByRole('button', { name: 'Make these photos private' }).click()
  await expect(told).toHaveCount(0)
  const shown = async () => (await ownPhotos(page.request)).map(({ visibility }) => visibility)
  await expect.poll(shown).toEqual(['private', 'private'])
})

test('public ones stand on the wall for everyone, private ones do not; the choice lasts in the tab', async ({
  page,
  browser,
}) => {
  await page.goto('/upload')
  await expect(page.getByRole('radio', { name: /Private/ })).toBeChecked()
  await chooser(page).setInputFiles([await makePhoto('secret.jpg')])
  await expect(rowOf(page, 'secret.jpg')).toContainText('In your library', { timeout: 60_000 })
  await page.getByRole('radio', { name: /Public/ }).check()
  await page.reload()
  await expect(page.getByRole('radio', { name: /Public/ })).toBeChecked()
  // The newest of all that other specs have on the wall: more than a day ahead would be no date.
  const ahead = new Date(Date.now() + 12 * 3_600_000).toISOString()
  const stamp = ahead.slice(0, 19).replaceAll('-', ':').replace('T', ' ')
  await chooser(page).setInputFiles([await makePhoto('shown.jpg', 64, stamp)])
  await expect(rowOf(page, 'shown.jpg')).toContainText('In your library', { timeout: 60_000 })
  const photos = await ownPhotos(page.request)
  const idOf = (name: string) => photos.find((photo) => photo.filename === name)?.id
  const visitor = await browser.newPage()
  await visitor.goto('/')
  await expect(visitor.locator(`a[href*="${idOf('shown.jpg')}"]`)).toBeVisible()
  await expect(visitor.locator(`a[href*="${idOf('secret.jpg')}"]`)).toHaveCount(0)
  expect((await visitor.request.get(`/api/v1/photos/${idOf('secret.jpg')}`)).status()).toBe(404)

  await panelOf(page).getByRole('button', { name: 'Make private' }).click()
  await expect(panelOf(page)).toContainText('Private: only you see them')
  expect((await visitor.request.get(`/api/v1/photos/${idOf('shown.jpg')}`)).status()).toBe(404)
  await visitor.close()
})
