// Every recipe of docs/api.md, as it stands there, run in its order against the server with a token alone.
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { type APIRequestContext, expect, request, test } from '@playwright/test'
import { eq } from 'drizzle-orm'
import { users } from '@/db/schema/users'
import { Receiver } from '@/lib/webhooks/testing/receiver'
import type { Photo } from '../lib/photos/contract'
import { insideOf } from './inside'
import { newPerson, PASSWORD } from './new-person'
import { makeRecipeFiles, readRecipes, runRecipe, skipWithoutTools } from './recipes'

test.describe.configure({ mode: 'serial' })

let folder = ''
let variables: Record<string, string> = {}
let account = { ALBUMEN_LOGIN: '', ALBUMEN_PASSWORD: PASSWORD }
let api: APIRequestContext
let recipe: (name: string) => Promise<string>

test.beforeAll(async ({ browser, baseURL }) => {
  await skipWithoutTools()
  folder = await mkdtemp(path.join(tmpdir(), 'albumen-recipes-'))
  await makeRecipeFiles(folder)
  const context = await browser.newContext({ baseURL: String(baseURL) })
  const login = await newPerson(context, String(baseURL))
  await context.close()
  account = { ALBUMEN_LOGIN: login, ALBUMEN_PASSWORD: PASSWORD }
  const token = await runRecipe('token', folder, { ALBUMEN_URL: String(baseURL), ...account })
  expect(token).toMatch(/^alb_[0-9A-Za-z]{36}$/)
  variables = { ALBUMEN_URL: String(baseURL), ...account, ALBUMEN_TOKEN: token }
  api = await request.newContext({
    baseURL: `${baseURL}/api/v1/`,
    extraHTTPHeaders: { authorization: `Bearer ${token}` },
  })
  recipe = (name) => runRecipe(name, folder, variables)
})

test.afterAll(async () => {
  await api?.dispose()
  if (folder !== '') await rm(folder, { recursive: true, force: true })
})

async function get<T>(address: string): Promise<T> {
  const reply = await api.get(address)
  expect(reply.status(), await reply.text()).toBe(200)
  return reply.json()
}

const photosOf = async (filter: string) => (await get<{ items: Photo[] }>(`photos?owner=me&order=asc&${filter}`)).items

/** Recipes that look at photos are run when they can be seen. */
async function allReady(): Promise<void> {
  await expect
    .poll(async () => (await photosOf('')).map(({ status }) => status).filter((status) => status !== 'ready'))
    .toEqual([])
}

const lines = (text: string) => text.split('\n').sort()

test('recipes have their numbers, and each shell block is one of a recipe', async () => {
  const numbers = Array.from({ length: 11 }, (_, index) => String(index + 1))
  expect([...(await readRecipes()).keys()].sort()).toEqual(['', 'share', 'token', 'verify', ...numbers].sort())
  const document = await readFile(path.join(import.meta.dirname, '../docs/api.md'), 'utf8')
  expect([...document.matchAll(/^## (\d+)\. /gm)].map(([, number]) => number)).toEqual(numbers)
})

test('1: a folder, and the same folder again', async () => {
  const told = lines(await recipe('1'))
  const photos = await photosOf('')
  const idOf = (name: string) => photos.find(({ filename }) => filename?.startsWith(name))?.id
  expect(photos.map(({ visibility }) => visibility)).toEqual(['private', 'private'])
  expect(told).toEqual([
    `holiday/a.jpg: ${idOf('a.jpg')}`,
    expect.stringMatching(/^holiday\/notes\.txt: notes\.txt: .*HEIC/),
    `holiday/two days/b, c; d.jpg: ${idOf('b, c; ')}`,
  ])
  expect(lines(await recipe('1'))).toEqual(told)
  expect(await photosOf('')).toHaveLength(2)
})

test('2: a new album with its files; a retry answers as the first call did', async () => {
  const told = await recipe('2')
  const reply = JSON.parse(await readFile(path.join(folder, 'reply.json'), 'utf8'))
  expect(reply.album).toMatchObject({ title: 'By the sea', created: true })
  expect(told.split('\n')).toEqual([
    `album ${reply.album.id}`,
    ...reply.photos.map(({ id }: Photo, index: number) => `${index + 1}.jpg: ${id}`),
    expect.stringMatching(/^broken\.jpg: .*HEIC/),
  ])
  expect(await recipe('2')).toBe(told)
  expect(JSON.parse(await readFile(path.join(folder, 'reply.json'), 'utf8'))).toEqual(reply)
  const { items } = await get<{ items: { title: string }[] }>('albums?owner=me')
  expect(items.map(({ title }) => title)).toEqual(['By the sea'])
  const album = await get<{ photos: { items: Photo[] } }>(`albums/${reply.album.id}`)
  const said = { tags: ['sea', 'holiday'], rating: 4, visibility: 'private' }
  expect(album.photos.items.map(({ tags, rating, visibility }) => ({ tags, rating, visibility }))).toEqual([
    said,
    said,
    said,
  ])
})

test('the same key with another form is refused, and leaves nothing', async () => {
  const other = {
    file: { name: 'x.jpg', mimeType: 'image/jpeg', buffer: await readFile(path.join(folder, 'fresh.jpg')) },
  }
  const reply = await api.post('photos', { multipart: other, headers: { 'idempotency-key': 'by-the-sea-1' } })
  expect([reply.status(), (await reply.json()).code]).toEqual([422, 'unprocessable'])
  expect(await photosOf('')).toHaveLength(5)
})

test('3: a gallery from a query, page by page', async () => {
  await allReady()
  await recipe('3')
  const photos = await photosOf('tag=holiday')
  const page = await readFile(path.join(folder, 'gallery/index.html'), 'utf8')
  expect(lines(page.trim())).toEqual(photos.map(({ id }) => `<img src='${id}.jpg'>`).sort())
  expect((await readdir(path.join(folder, 'gallery'))).sort()).toEqual(
    ['index.html', ...photos.map(({ id }) => `${id}.jpg`)].sort(),
  )
  const bytes = await readFile(path.join(folder, `gallery/${photos[0]?.id}.jpg`))
  expect(bytes.length).toBeGreaterThan(100)
  expect(photos).toHaveLength(3)
})

test('4: a batch is counted, made, and taken back', async () => {
  const before = await photosOf('tag=holiday')
  const [dry, made] = (await recipe('4')).split('\n').map((line) => JSON.parse(line))
  expect(dry).toEqual({ matched: 3, changed: 3 })
  expect(made).toEqual({ matched: 3, changed: 3, undo: expect.any(String) })
  const facts = (photos: Photo[]) => photos.map(({ id, tags, takenAt }) => ({ id, tags, takenAt }))
  expect(facts(await photosOf('tag=holiday'))).toEqual(facts(before))
})

test('5: another file, edits, the trash', async () => {
  const { id, title } = JSON.parse(await recipe('5'))
  expect(title).toBe('The better one')
  const photo = await get<Photo>(`photos/${id}`)
  expect(photo).toMatchObject({ status: 'ready', title, favourite: true, filename: 'better.jpg' })
  const bytes = await readFile(path.join(folder, 'better.jpg'))
  expect(photo.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
  expect((await photosOf('trash=true')).map((trashed) => trashed.id)).toEqual([id])
  expect((await api.post(`photos/${id}/restore`)).ok()).toBe(true)
})

test('6: an album by hand and one that fills itself', async () => {
  const [changed, ...told] = (await recipe('6')).split('\n').map((line) => JSON.parse(line))
  expect(changed).toEqual({ changed: 3 })
  const ids = (await photosOf('rating=4-5')).map(({ id }) => id).sort()
  expect(told).toMatchObject([
    { title: 'Best of', smart: false, count: 3 },
    { title: 'All of the sea', smart: true, count: 3 },
  ])
  for (const { photos } of told) expect(photos.map(({ id }: Photo) => id).sort()).toEqual(ids)
})

test('7: a zip of the originals', async () => {
  await recipe('7')
  const zip = await readFile(path.join(folder, 'holiday.zip'))
  expect(zip.subarray(0, 4).toString('latin1')).toBe('PK\x03\x04')
  for (const { filename } of await photosOf('tag=holiday')) expect(zip.includes(String(filename))).toBe(true)
})

test('8: an upload in two steps, and once more of what is there already', async () => {
  const [status, id] = (await recipe('8')).split('\n')
  expect(status).toBe('"processing"')
  await expect.poll(async () => (await get<Photo>(`photos/${id}`)).status).toBe('ready')
  expect(await recipe('8')).toBe(id)
})

test('9: what happens is told until the photo can be seen', async () => {
  const told = (await recipe('9')).split('\n')
  const [, id] = /^(\S+) is ready$/.exec(told.at(-1) ?? '') ?? []
  expect(await get<Photo>(`photos/${id}`)).toMatchObject({ status: 'ready', filename: 'fresh.jpg' })
  expect(told.slice(0, -1).map((line) => JSON.parse(line))).toContainEqual({
    type: 'photo',
    photoId: id,
    status: 'ready',
  })
  expect(await recipe('9')).toBe(`${id} is ready`)
})

test('10: counts', async () => {
  expect((await recipe('10')).split('\n')).toEqual(expect.arrayContaining(['sea: 3', 'holiday: 3', '2024-07: 3']))
})

test('11: a webhook, whose signature openssl and Node find genuine, and nothing else', async ({ baseURL }) => {
  const inside = insideOf(String(baseURL))
  test.skip(!inside, 'SKIPPED: the server was started by somebody else')
  // Receivers on this machine are for administrators.
  await inside?.db.update(users).set({ role: 'admin' }).where(eq(users.username, account.ALBUMEN_LOGIN))
  const receiver = await Receiver.start()
  const given = { ALBUMEN_URL: String(baseURL), ...account, HOOK_URL: receiver.at() }
  const HOOK_SECRET = await runRecipe('11', folder, given)
  expect(HOOK_SECRET).toMatch(/^whsec_/)
  await expect.poll(() => receiver.received.length).toBe(1)
  const [{ headers, body } = { headers: {}, body: '' }] = receiver.received
  const header = String((headers as Record<string, string>)['albumen-signature'])
  await receiver.stop()
  const judge = async (sent: string, secret: string) => {
    await writeFile(path.join(folder, 'signature.txt'), header)
    await writeFile(path.join(folder, 'event.json'), sent)
    return runRecipe('verify', folder, { ...variables, HOOK_SECRET: secret })
  }
  expect(await judge(body, HOOK_SECRET)).toBe('genuine: ping')
  expect(await judge(`${body} `, HOOK_SECRET)).toBe('forged')
  expect(await judge(body, 'whsec_other')).toBe('forged')
  const isGenuine = await verifierOfDocs()
  expect(isGenuine(HOOK_SECRET, header, body)).toBe(true)
  expect(isGenuine(HOOK_SECRET, header, `${body} `)).toBe(false)
  expect(isGenuine('whsec_other', header, body)).toBe(false)
  expect(isGenuine(HOOK_SECRET, header, body, Date.now() / 1000 + 600)).toBe(false)
  expect(isGenuine(HOOK_SECRET, undefined, body)).toBe(false)
})

/** What docs/webhooks.md gives receivers in Node. */
async function verifierOfDocs(): Promise<(secret: string, header: unknown, body: string, now?: number) => boolean> {
  const document = await readFile(path.join(import.meta.dirname, '../docs/webhooks.md'), 'utf8')
  const file = path.join(folder, 'verify.mjs')
  await writeFile(file, /^```js verify\n(.*?)^```$/ms.exec(document)?.[1] ?? '')
  return (await import(pathToFileURL(file).href)).isGenuine
}

test('a token that may only read sees all of it and changes nothing', async ({ browser, baseURL }) => {
  const origin = String(baseURL)
  const context = await browser.newContext({ baseURL: origin })
  await newPerson(context, origin)
  const data = { name: 'Reader', scopes: ['read'], currentPassword: PASSWORD }
  const { token } = await (await context.request.post('/api/v1/tokens', { data, headers: { origin } })).json()
  await context.close()
  const reader = { ...variables, ALBUMEN_TOKEN: token }
  expect(await runRecipe('1', folder, reader)).toMatch(/may not write/)
  const stolen = await request.newContext({ extraHTTPHeaders: { authorization: `Bearer ${token}` } })
  const [photo] = await photosOf('')
  expect((await stolen.get(`${origin}/api/v1/photos/${photo?.id}`)).status()).toBe(404)
  const form = { multipart: { file: { name: 'x.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('x') } } }
  const refused = await stolen.post(`${origin}/api/v1/photos`, form)
  expect([refused.status(), (await refused.json()).code]).toEqual([403, 'insufficient_scope'])
  expect((await (await stolen.get(`${origin}/api/v1/photos?owner=me`)).json()).items).toEqual([])
  await stolen.dispose()
})

test('share: a link, made with a log-in, opened without one', async () => {
  const told = /^opens 3 photos, 3 of them private;.*: true\nBy the sea: 3 photos(\n2024-07-01T12:00:00 null){3}$/
  expect(await recipe('share')).toMatch(told)
})
