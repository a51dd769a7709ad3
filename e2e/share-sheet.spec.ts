import { expect, test } from '@playwright/test'
import { newPerson } from './new-person'
import { makePhoto, ownPhotos, panelOf } from './upload-fixtures'

test('the app can be installed, and takes what a share sheet sends', async ({ page, context, baseURL }) => {
  await newPerson(context, baseURL as string)
  await page.goto('/upload')
  const address = await page.locator('link[rel="manifest"]').getAttribute('href')
  const manifest = await (await page.request.get(address ?? '')).json()
  expect(manifest.display).toBe('standalone')
  for (const { src, sizes } of manifest.icons) {
    const size = await page.evaluate(async (at: string) => {
      const picture = await createImageBitmap(await (await fetch(at)).blob())
      return `${picture.width}x${picture.height}`
    }, src)
    expect(size).toBe(sizes)
  }
  const { action, params } = manifest.share_target
  const taken = () =>
    page.evaluate(async (scope) => (await navigator.serviceWorker.getRegistration(scope))?.active?.state, action)
  await expect.poll(taken).toBe('activated')
  const photos = [await makePhoto('one of mine.jpg'), await makePhoto('zwei – ü.jpg')]
  const share = () =>
    page.evaluate(
      ({ to, field, files }) => {
        const form = document.createElement('form')
        Object.assign(form, { method: 'post', action: to, enctype: 'multipart/form-data' })
        const input = Object.assign(document.createElement('input'), { type: 'file', name: field, multiple: true })
        const picked = new DataTransfer()
        for (const { name, base64 } of files) {
          const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
          picked.items.add(new File([bytes], name, { type: 'image/jpeg', lastModified: 1_500_000_000_000 }))
        }
        input.files = picked.files
        form.append(input)
        document.body.append(form)
        form.submit()
      },
      {
        to: action,
        field: params.files[0].name,
        files: photos.map(({ name, buffer }) => ({ name, base64: buffer.toString('base64') })),
      },
    )
  await share()
  const card = page.getByRole('region', { name: 'Shared with Albumen' })
  await expect(card).toContainText('2 files')
  await card.getByRole('button', { name: 'Discard' }).click()
  await expect(card).toBeHidden()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Upload', exact: true })).toBeVisible()
  await expect(card).toBeHidden()
  await share()
  await expect(card).toContainText('2 files')
  expect(await ownPhotos(page.request)).toEqual([])
  await card.getByRole('button', { name: 'Upload' }).click()
  await expect(panelOf(page)).toContainText('2 of 2', { timeout: 60_000 })
  await expect(card).toBeHidden()
  const names = (await ownPhotos(page.request)).map(({ filename, visibility }) => [filename, visibility])
  expect(names.sort()).toEqual([
    ['one of mine.jpg', 'private'],
    ['zwei – ü.jpg', 'private'],
  ])
})

test('what is shared while nobody is logged in leads to the log-in', async ({ request }) => {
  const reply = await request.post('/share', { multipart: { photos: await makePhoto('a.jpg') }, maxRedirects: 0 })
  expect([reply.status(), reply.headers().location]).toEqual([303, '/upload?share=failed'])
})
