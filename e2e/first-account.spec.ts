import { expect, test } from '@playwright/test'
import { type Instance, startInstance } from './matrix/instance'

let instance: Instance

test.beforeAll(async () => {
  test.setTimeout(240_000)
  instance = await startInstance({ SIGNUP: 'closed' })
})
test.afterAll(async () => instance?.stop())

test('the first account is the administrator’s and can be made even where sign-up is closed; no second one can', async ({
  page,
}) => {
  await page.goto(`${instance.url}/login`)
  await page.getByRole('link', { name: 'Create the first one' }).click()
  await expect(page.getByText('This is the first account, so it becomes the administrator')).toBeVisible()
  await page.getByLabel('E-mail').fill('ada@example.org')
  await page.getByLabel('Username').fill('ada')
  await page.getByLabel('Password', { exact: true }).fill('long enough words')
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.waitForURL((url) => url.pathname === '/')
  expect(await (await page.request.get(`${instance.url}/api/v1/me`)).json()).toMatchObject({ role: 'admin' })

  await page.context().clearCookies()
  await page.goto(`${instance.url}/signup`)
  await expect(page.getByText('This library takes no new accounts.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Create account' })).toHaveCount(0)
  const data = { email: 'eve@example.org', username: 'eve', password: 'long enough words' }
  const reply = await page.request.post(`${instance.url}/api/v1/users`, { data })
  expect(reply.status()).toBe(403)
  expect(await reply.json()).toMatchObject({ code: 'forbidden', detail: expect.stringMatching(/no new accounts/) })
})
