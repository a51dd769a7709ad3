import { expect, type Page, test } from '@playwright/test'
import { newPerson } from './new-person'

/** The fields of a page that take a password, as a password manager finds them. */
const fieldsOf = (page: Page) =>
  page.locator('input[autocomplete$="-password"]').evaluateAll((inputs) =>
    (inputs as HTMLInputElement[]).map(({ type, autocomplete, readOnly, maxLength }) => ({
      type,
      autocomplete,
      // What would be cut is longer than what is taken: 256 bytes.
      free: !readOnly && (maxLength === -1 || maxLength > 256),
    })),
  )

test('passwords are masked, known to password managers, and may be pasted', async ({ page, context, baseURL }) => {
  for (const [path, kinds] of [
    ['/login', ['current-password']],
    ['/signup', ['new-password']],
  ] as const) {
    await page.goto(path)
    expect(await fieldsOf(page), path).toEqual(
      kinds.map((autocomplete) => ({ type: 'password', autocomplete, free: true })),
    )
  }
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate(() => navigator.clipboard.writeText('a long one, from a password manager'))
  const field = page.locator('input[autocomplete="new-password"]')
  await field.focus()
  await page.keyboard.press('ControlOrMeta+v')
  await expect(field).toHaveValue('a long one, from a password manager')
  await newPerson(context, String(baseURL))
  await page.goto('/settings')
  const inSettings = await fieldsOf(page)
  expect(inSettings.length).toBeGreaterThanOrEqual(3)
  for (const one of inSettings) expect(one).toMatchObject({ type: 'password', free: true })
})
