import { createHmac } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import { eq, sql } from 'drizzle-orm'
import { users } from '@/db/schema/users'
import { webhooks } from '@/db/schema/webhooks'
import { Receiver } from '@/lib/webhooks/testing/receiver'
import { examine } from './examine'
import { insideOf } from './inside'
import { newPerson } from './new-person'

let receiver: Receiver

test.beforeEach(async () => {
  receiver = await Receiver.start()
})
test.afterEach(() => receiver.stop())

/** Somebody whose receivers may lie on this machine. */
async function administrator(page: Page, origin: string): Promise<void> {
  const inside = insideOf(origin)
  test.skip(!inside, 'SKIPPED: the server was started by somebody else')
  const username = await newPerson(page.context(), origin)
  await inside?.db.update(users).set({ role: 'admin' }).where(eq(users.username, username))
}

const section = (page: Page) => page.getByRole('region', { name: 'Webhooks' })
const dialog = (page: Page) => page.getByRole('dialog')

async function fill(page: Page, url: string, ...without: string[]): Promise<void> {
  await section(page).getByRole('button', { name: 'New webhook' }).click()
  await dialog(page).getByLabel('Address').fill(url)
  for (const event of without) await dialog(page).getByLabel(event).uncheck()
  await dialog(page).getByRole('button', { name: 'Make it' }).click()
}

test('made, tried, sent again, edited, switched on again, deleted', async ({ page, baseURL }) => {
  await administrator(page, String(baseURL))
  await page.goto('/settings')
  await fill(page, receiver.at('/hook?key=1'), 'A photo was changed')
  const secret = await dialog(page).getByLabel('Secret').inputValue()
  expect(secret).toMatch(/^whsec_/)
  await page.keyboard.press('Escape')
  await expect(dialog(page).getByLabel('Secret')).toHaveValue(secret)
  await dialog(page).getByRole('button', { name: 'Done' }).click()
  const row = section(page).getByRole('listitem')
  await expect(row).toContainText('/hook?key=1')
  await expect(row).toContainText('photo.ready, photo.deleted, album.changed, source.scanned')
  await expect(row).toContainText('Nothing sent yet')

  await row.getByRole('button', { name: /^Log/ }).click()
  await dialog(page).getByRole('button', { name: 'Send a ping' }).click()
  const sent = dialog(page).getByRole('list', { name: 'Deliveries' }).getByRole('listitem')
  await expect(sent).toContainText('answered 204')
  await expect(sent).toContainText('Delivered')
  const [ping] = receiver.received
  const [, time, signature] = /^t=(\d+),v1=(\w+)$/.exec(String(ping?.headers['albumen-signature'])) ?? []
  expect(createHmac('sha256', secret).update(`${time}.${ping?.body}`).digest('hex')).toBe(signature)

  const origin = String(baseURL)
  const made = await page.request.post('/api/v1/albums', { data: { title: 'Boats' }, headers: { origin } })
  const { id } = await made.json()
  await expect.poll(() => receiver.bodies.at(-1)).toMatchObject({ event: 'album.changed', data: { albumId: id } })
  receiver.answer(500)
  await sent.filter({ hasText: 'album.changed' }).getByRole('button', { name: 'Send album.changed again' }).click()
  await expect(sent.first()).toContainText('Trying again')
  await expect(sent.first()).toContainText('It answers with 500')
  await expect.poll(() => receiver.received.length).toBe(3)
  expect(receiver.received[2]?.body).toBe(receiver.received[1]?.body)
  await dialog(page).getByRole('button', { name: 'Done' }).click()
  await expect(row).toContainText('Failing')

  await row.getByRole('button', { name: /^Edit/ }).click()
  await dialog(page).getByLabel('A photo was deleted').uncheck()
  await dialog(page).getByRole('button', { name: 'Save' }).click()
  await expect(dialog(page)).toHaveCount(0)
  await expect(row).toContainText('photo.ready, album.changed, source.scanned')

  const week = sql`now() - interval '8 days'`
  await insideOf(origin)
    ?.db.update(webhooks)
    .set({ failingSince: week, disabledAt: sql`now()` })
    .where(eq(webhooks.url, receiver.at('/hook?key=1')))
  await page.reload()
  await expect(row).toContainText('Switched off after failures')
  await row.getByRole('button', { name: /^Switch on again/ }).click()
  await expect(row.getByText('On', { exact: true })).toBeVisible()

  await row.getByRole('button', { name: /^Delete/ }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete webhook' }).click()
  await expect(row).toHaveCount(0)
})

test('what is no address, or a private one, is said at its field', async ({ page, baseURL }) => {
  await newPerson(page.context(), String(baseURL))
  await page.goto('/settings')
  await fill(page, 'https://user:secret@example.org/')
  await expect(dialog(page).getByRole('alert').filter({ hasText: 'without user' })).toBeVisible()
  await dialog(page).getByLabel('Address').fill('http://localhost:5432/')
  await dialog(page).getByRole('button', { name: 'Make it' }).click()
  await expect(dialog(page).getByText('This is a private address.')).toBeVisible()
  await expect(dialog(page).getByLabel('Address')).toBeFocused()
})

for (const scheme of ['light', 'dark'] as const) {
  test(`the screens are accessible and fit a small phone, ${scheme}`, async ({ page, baseURL }) => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width: 320, height: 640 })
    await administrator(page, String(baseURL))
    receiver.answer(503)
    await page.goto('/settings')
    await fill(page, receiver.at(`/hook/${'long'.repeat(30)}`))
    await examine(page, 'secret')
    await dialog(page).getByRole('button', { name: 'Done' }).click()
    await section(page).getByRole('button', { name: /^Log/ }).click()
    await dialog(page).getByRole('button', { name: 'Send a ping' }).click()
    await expect(dialog(page).getByText('Failed')).toBeVisible()
    await examine(page, 'log')
    await dialog(page).getByRole('button', { name: 'Done' }).click()
    await section(page).getByRole('button', { name: /^Edit/ }).click()
    await expect(dialog(page).getByLabel('Address')).toBeVisible()
    await examine(page, 'form')
    await dialog(page).getByRole('button', { name: 'Cancel' }).click()
    await examine(page, 'settings')
  })
}
