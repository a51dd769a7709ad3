import { expect, type Page, test } from '@playwright/test'
import {
  atHand,
  card,
  equalFiles,
  groupItems,
  groupsMade,
  keepBox,
  onPage,
  resavedFiles,
  trashed,
  uploadFiles,
} from './duplicate-fixtures'
import { newPerson } from './new-person'

const toast = (page: Page, text: string | RegExp) => page.getByText(text)

test('a person goes through groups by keyboard: keeps one, keeps all, takes both back', async ({
  context,
  baseURL,
}) => {
  const origin = String(baseURL)
  await newPerson(context, origin)
  const groups: string[][] = []
  for (const name of ['one', 'two', 'three']) {
    groups.push(await uploadFiles(context.request, origin, await resavedFiles(name)))
  }
  const page = await onPage(context, origin, 3)
  await expect(groupItems(page)).toHaveCount(3)
  // The last ones that came stand first; the larger one is proposed.
  const [large = '', small = ''] = groups[2] ?? []
  await expect(keepBox(page, large)).toBeChecked()
  await expect(keepBox(page, small)).not.toBeChecked()
  await expect(card(page, large)).toContainText('Suggested: it has more pixels')
  await expect(card(page, small)).toContainText('Same picture, fewer pixels, smaller file')
  const differing = card(page, small).locator('[data-differs]')
  await expect(differing.filter({ hasText: 'Pixels' })).toContainText('320 × 240')
  await expect(differing.filter({ hasText: 'Camera' })).toContainText('Not known')

  await page.keyboard.press('Enter')
  await expect(toast(page, /1 photo moved to the trash/)).toBeVisible()
  await expect(groupItems(page)).toHaveCount(2)
  await expect.poll(() => trashed(context.request, [large, small])).toEqual([false, true])

  // The second: the other one by its digit. The third is left alone.
  const [secondLarge = '', secondSmall = ''] = groups[1] ?? []
  await expect(keepBox(page, secondLarge)).toBeChecked()
  await page.keyboard.press('2')
  await expect(keepBox(page, secondSmall)).toBeChecked()
  await expect(keepBox(page, secondLarge)).not.toBeChecked()
  await page.keyboard.press('ArrowLeft')
  await expect(keepBox(page, secondLarge)).toBeChecked()
  await page.keyboard.press('n')
  await expect(toast(page, /2 photos kept: not duplicates/)).toBeVisible()
  await expect(groupItems(page)).toHaveCount(1)

  // Both come back, the last one first, and stay when the page is loaded again.
  await page.keyboard.press('z')
  await expect(groupItems(page)).toHaveCount(2)
  await expect(card(page, secondLarge)).toBeVisible()
  await page.keyboard.press('z')
  await expect(groupItems(page)).toHaveCount(3)
  await expect(card(page, large)).toBeVisible()
  await expect.poll(() => trashed(context.request, [large, small])).toEqual([false, false])
  await groupsMade(context.request, 3)
  await page.reload()
  await atHand(page)
  await expect(groupItems(page)).toHaveCount(3)
  // What was taken back can be decided on again at once.
  await page.keyboard.press('j')
  await expect(card(page, secondLarge)).toBeVisible()
  await page.keyboard.press('ArrowUp')
  await expect(card(page, large)).toBeVisible()
})

test('a decision that was taken back is decided anew at once', async ({ context, baseURL }) => {
  const origin = String(baseURL)
  await newPerson(context, origin)
  const ids = await uploadFiles(context.request, origin, await resavedFiles('one'))
  const page = await onPage(context, origin, 1)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'No duplicates' })).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(card(page, ids[0] ?? '')).toBeVisible()
  await page.keyboard.press('n')
  await expect(toast(page, /not duplicates/)).toBeVisible()
  await groupsMade(context.request, 0)
  expect(await trashed(context.request, ids)).toEqual([false, false])
})

test('on a phone nothing covers the two that are compared', async ({ context, baseURL }) => {
  const origin = String(baseURL)
  await newPerson(context, origin)
  await uploadFiles(context.request, origin, await resavedFiles('one'))
  const page = await onPage(context, origin, 1)
  await page.setViewportSize({ width: 360, height: 740 })
  await page.getByRole('button', { name: 'Compare', exact: true }).click()
  const slider = page.getByRole('slider', { name: 'Border between the two photos' })
  await expect(slider).toBeVisible()
  const bottom = async () => slider.evaluate((node) => node.getBoundingClientRect().bottom)
  const foot = () => page.locator('[data-action-bar]').evaluate((node) => node.getBoundingClientRect().top)
  await expect.poll(async () => (await foot()) - (await bottom())).toBeGreaterThanOrEqual(0)
  const top = await slider.evaluate((node) => node.getBoundingClientRect().top)
  expect(top).toBeGreaterThan(56)
})

test('two are compared by a border that keys move, and by blinking', async ({ context, baseURL }) => {
  const origin = String(baseURL)
  await newPerson(context, origin)
  await uploadFiles(context.request, origin, await resavedFiles('one'))
  const page = await onPage(context, origin, 1)
  await page.keyboard.press('c')
  const comparison = page.getByRole('region', { name: 'Comparison' })
  const slider = comparison.getByRole('slider', { name: 'Border between the two photos' })
  await expect(slider).toHaveAttribute('aria-valuenow', '50')
  await slider.focus()
  await page.keyboard.press('ArrowRight')
  await expect(slider).toHaveAttribute('aria-valuenow', '52')
  await page.keyboard.press('PageDown')
  await page.keyboard.press('ArrowLeft')
  await expect(slider).toHaveAttribute('aria-valuenow', '40')
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowRight')
  await expect(slider).toHaveAttribute('aria-valuenow', '100')
  await page.keyboard.press('Home')
  await expect(slider).toHaveAttribute('aria-valuetext', 'Photo 1 up to 0 %, then Photo 2')
  const stage = await slider.locator('..').boundingBox()
  if (!stage) throw new Error('the stage has no place')
  await page.mouse.move(stage.x + stage.width / 2, stage.y + 40)
  await page.mouse.down()
  await page.mouse.move(stage.x + stage.width / 4, stage.y + 60)
  await page.mouse.up()
  await expect(slider).toHaveAttribute('aria-valuenow', '25')

  await page.keyboard.press('b')
  await expect(slider).toHaveCount(0)
  await expect(comparison.getByText('Photo 1', { exact: true }).last()).toBeVisible()
  await page.keyboard.press('b')
  await expect(comparison.locator('span[aria-live]')).toHaveText('Photo 2')
  await page.keyboard.press('b')
  await expect(comparison.locator('span[aria-live]')).toHaveText('Photo 1')
  await page.keyboard.press('Escape')
  await expect(comparison).toHaveCount(0)
})

test('what is safe goes in one go after a question that counts, and comes back', async ({ context, baseURL }) => {
  const origin = String(baseURL)
  await newPerson(context, origin)
  const equal = await uploadFiles(context.request, origin, await equalFiles('equal', 3))
  const resaved = await uploadFiles(context.request, origin, await resavedFiles('saved'))
  const open = await uploadFiles(context.request, origin, await equalFiles('open'))
  const changed = await context.request.patch(`/api/v1/photos/${open[1]}`, {
    headers: { origin },
    data: { visibility: 'public', title: 'Shown' },
  })
  expect(changed.ok()).toBe(true)
  const page = await onPage(context, origin, 3)
  await page.getByRole('button', { name: 'Clean up 2 safe groups…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Clean up what is safe' })
  await expect(dialog.getByRole('checkbox', { name: /The same file: 1 group, 2 photos/ })).toBeChecked()
  await expect(dialog.getByRole('checkbox', { name: /Smaller copies: 1 group, 1 photo/ })).toBeChecked()
  await expect(dialog).toContainText('1 group of these kinds is left for you')
  await dialog.getByRole('checkbox', { name: /Smaller copies/ }).uncheck()
  await expect(dialog.getByRole('button', { name: 'Move 2 photos to the trash' })).toBeVisible()
  await dialog.getByRole('checkbox', { name: /Smaller copies/ }).check()
  await dialog.getByRole('button', { name: 'Move 3 photos to the trash' }).click()
  await expect(toast(page, '3 photos of 2 groups moved to the trash.')).toBeVisible()
  await expect(groupItems(page)).toHaveCount(1)
  await expect(card(page, open[0] ?? '')).toBeVisible()
  expect((await trashed(context.request, equal)).filter(Boolean)).toHaveLength(2)
  expect(await trashed(context.request, resaved)).toEqual([false, true])
  expect(await trashed(context.request, open)).toEqual([false, false])
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => trashed(context.request, [...equal, ...resaved])).toEqual([false, false, false, false, false])
  await expect(groupItems(page)).toHaveCount(3)
})

test('a group that changed meanwhile is told and shown anew, nothing is done to it', async ({ context, baseURL }) => {
  const origin = String(baseURL)
  await newPerson(context, origin)
  const files = await resavedFiles('more', 2)
  const ids = await uploadFiles(context.request, origin, files.slice(0, 2))
  const page = await onPage(context, origin, 1)
  // The page hears nothing of it.
  await context.route('**/api/v1/duplicates?*', (route) => route.abort())
  const third = (await uploadFiles(context.request, origin, files.slice(2)))[0] ?? ''
  const sizes = async () => (await (await context.request.get('/api/v1/duplicates')).json()).items[0]?.size
  await expect.poll(sizes).toBe(3)
  await context.unrouteAll({ behavior: 'ignoreErrors' })
  const isSeen = await card(page, third).count()
  if (isSeen === 0) {
    await page.keyboard.press('Enter')
    // News may come at this very moment: then it is shown anew without a word.
    await expect(
      toast(page, /changed meanwhile/)
        .or(card(page, third))
        .first(),
    ).toBeVisible()
  }
  await expect(card(page, third)).toBeVisible()
  expect(await trashed(context.request, [...ids, third])).toEqual([false, false, false])
})

test('what comes and goes elsewhere is followed', async ({ context, baseURL }) => {
  const origin = String(baseURL)
  await newPerson(context, origin)
  const page = await onPage(context, origin, 0)
  await expect(page.getByRole('heading', { name: 'No duplicates' })).toBeVisible()
  await expect(page.getByText('Nothing needs to be started')).toBeVisible()
  const ids = await uploadFiles(context.request, origin, await equalFiles('late'))
  await expect(card(page, ids[0] ?? '')).toBeVisible()
  await context.request.post('/api/v1/photos/delete', { headers: { origin }, data: { select: { ids: [ids[1]] } } })
  await expect(page.getByRole('heading', { name: 'No duplicates' })).toBeVisible()
})
