// The API for people: the reference is served from here, and its console calls with one's log-in.
import { expect, test } from '@playwright/test'
import sharp from 'sharp'
import { newPerson } from './new-person'

test('the reference shows every route, loads nothing from elsewhere, and its console calls with one’s log-in', async ({
  page,
  baseURL,
}) => {
  const origin = String(baseURL)
  const username = await newPerson(page.context(), origin)
  const elsewhere: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(origin) && !/^(data|blob):/.test(request.url())) elsewhere.push(request.url())
  })
  const problems: string[] = []
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
  await page.goto('/settings')
  await page.getByRole('link', { name: 'What programs can do here' }).click()
  await expect(page.getByRole('heading', { name: 'API', exact: true })).toBeVisible()
  const document = await (await page.request.get('/api/openapi.json')).json()
  type Described = Record<string, Record<string, { tags?: string[] }>>
  const inGroups: Record<string, number> = {}
  for (const item of Object.values(document.paths as Described)) {
    for (const { tags } of Object.values(item)) {
      for (const tag of tags ?? ['default']) inGroups[tag] = (inGroups[tag] ?? 0) + 1
    }
  }
  const webhooks = Object.keys(document.webhooks).length
  for (const [tag, count] of Object.entries(inGroups)) {
    const heading = page.locator(`.opblock-tag[data-tag="${tag}"]`)
    await heading.click()
    await expect(page.locator('.opblock')).toHaveCount(count + webhooks)
    await heading.click()
    await expect(page.locator('.opblock')).toHaveCount(webhooks)
  }
  const open = (tag: string) => page.locator(`.opblock-tag[data-tag="${tag}"]`).click()
  await open('me')
  const me = page.locator('#operations-me-getMe')
  await me
    .getByRole('button', { name: /get.*\/api\/v1\/me/i })
    .first()
    .click()
  await me.getByRole('button', { name: 'Try it out' }).click()
  await me.getByRole('button', { name: 'Execute' }).click()
  await expect(me.locator('.live-responses-table').getByText(username).first()).toBeVisible()
  await open('photos')
  const add = page.locator('#operations-photos-postPhotos')
  await add
    .getByRole('button', { name: /post.*\/api\/v1\/photos/i })
    .first()
    .click()
  await add.getByRole('button', { name: 'Try it out' }).click()
  const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#456' } })
    .jpeg()
    .toBuffer()
  await add.locator('input[type=file]').setInputFiles({ name: 'console.jpg', mimeType: 'image/jpeg', buffer: bytes })
  await add.getByRole('button', { name: 'Execute' }).click()
  await expect(add.locator('.live-responses-table').getByText('console.jpg').first()).toBeVisible()
  await page.getByRole('button', { name: 'Authorize', exact: true }).first().click()
  const dialog = page.locator('.dialog-ux')
  await expect(dialog.getByRole('textbox')).toHaveCount(2)
  await expect(dialog.getByRole('textbox').first()).toBeFocused()
  await expect(dialog.locator('h4').first()).toContainText('token')
  expect(elsewhere).toEqual([])
  expect(problems).toEqual([])
})
