import { expect, type Page, test } from '@playwright/test'
import {
  atHand,
  card,
  equalFiles,
  groupItems,
  groupsMade,
  onPage,
  resavedFiles,
  trashed,
  uploadFiles,
} from './duplicate-fixtures'
import { newPerson } from './new-person'

const toast = (page: Page, text: string | RegExp) => page.getByText(text)

test('after a reload what was decided is offered and taken back, the last one first', async ({ context, baseURL }) => {
  const origin = String(baseURL)
  await newPerson(context, origin)
  const groups: string[][] = []
  for (const name of ['one', 'two']) groups.push(await uploadFiles(context.request, origin, await resavedFiles(name)))
  const [second = [], first = []] = groups
  const page = await onPage(context, origin, 2)
  const offer = page.getByText('Decisions of before the reload can be taken back.')
  await expect(card(page, first[0] ?? '')).toBeVisible()
  await expect(offer).toHaveCount(0)
  await page.keyboard.press('Enter')
  await expect(toast(page, /1 photo moved to the trash/)).toBeVisible()
  await expect(card(page, second[0] ?? '')).toBeVisible()
  await page.keyboard.press('n')
  await expect(toast(page, /2 photos kept: not duplicates/)).toBeVisible()
  await page.reload()
  await atHand(page)
  await expect(offer).toBeVisible()
  await page.keyboard.press('z')
  await expect(card(page, second[0] ?? '')).toBeVisible()
  expect(await trashed(context.request, first)).toEqual([false, true])
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(groupItems(page)).toHaveCount(2)
  await expect(offer).toHaveCount(0)
  expect(await trashed(context.request, first)).toEqual([false, false])
  // What the server does not know any more is told, once.
  await page.keyboard.press('Enter')
  await expect(toast(page, /1 photo moved to the trash/)).toBeVisible()
  await page.reload()
  await atHand(page)
  const undo = await page.evaluate(() => sessionStorage.getItem('albumen.duplicates.undos') ?? '')
  const { id } = JSON.parse(undo).entries[0].undos[0]
  expect((await context.request.post(`/api/v1/photos/undo/${id}`, { headers: { origin } })).ok()).toBe(true)
  const refused = page.waitForResponse((reply) => reply.url().includes('/photos/undo/') && !reply.ok())
  await page.keyboard.press('z')
  const { detail } = await (await refused).json()
  await expect(toast(page, detail)).toBeVisible()
  await expect(offer).toHaveCount(0)
})

test('a clean-up is taken back by z, also after a reload that broke it off', async ({ context, baseURL }) => {
  const origin = String(baseURL)
  await newPerson(context, origin)
  const equal = await uploadFiles(context.request, origin, await equalFiles('equal'))
  const resaved = await uploadFiles(context.request, origin, await resavedFiles('saved'))
  const gone = async () => (await trashed(context.request, [...equal, ...resaved])).filter(Boolean).length
  const page = await onPage(context, origin, 2)
  const cleanUp = async () => {
    await page.getByRole('button', { name: 'Clean up 2 safe groups…' }).click()
    await page.getByRole('button', { name: 'Move 2 photos to the trash' }).click()
  }
  const isBack = async () => {
    await expect.poll(gone).toBe(0)
    await groupsMade(context.request, 2)
    await expect(groupItems(page)).toHaveCount(2)
  }
  const done = toast(page, '2 photos of 2 groups moved to the trash.')
  await cleanUp()
  await expect(done).toBeVisible()
  await page.keyboard.press('z')
  await expect(done).toHaveCount(0)
  await isBack()

  await cleanUp()
  await expect(done).toBeVisible()
  await page.reload()
  await atHand(page)
  await page.keyboard.press('z')
  await isBack()

  // The second request of the run gets no answer: nothing is done by it, or all of it and only the reply is lost.
  const isSecond = (post: { kind?: string; dryRun?: boolean }) => post.kind === 'resaved' && !post.dryRun
  page.on('dialog', (dialog) => dialog.accept())
  for (const arrives of [false, true]) {
    let asked = 0
    await page.route('**/api/v1/duplicates', async (route) => {
      if (!isSecond(route.request().postDataJSON() ?? {})) return route.continue()
      if (arrives) await route.fetch()
      asked++
    })
    await cleanUp()
    await expect.poll(() => asked).toBe(1)
    await page.reload()
    await atHand(page)
    await page.unroute('**/api/v1/duplicates')
    expect(await gone()).toBe(arrives ? 2 : 1)
    await page.keyboard.press('z')
    await isBack()
  }
})
