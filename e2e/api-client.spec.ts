// A client made of the API's own document compiles, and does with a token what programs want.
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import sharp from 'sharp'
import { newPerson, PASSWORD } from './new-person'

const ROOT = path.join(import.meta.dirname, '..')

/** What has a default may be left out of what is sent. */
const OPTIONS = { defaultNonNullable: false }

/** Talks through types alone: what the document does not say does not compile. */
const PROGRAM = `
import createClient from 'openapi-fetch'
import type { paths } from './api'

const [url = '', token = ''] = process.argv.slice(2)
const client = createClient<paths>({ baseUrl: url, headers: { authorization: \`Bearer \${token}\` } })

const me = await client.GET('/api/v1/me')
if (!me.data) throw new Error(me.error.code)
const list = await client.GET('/api/v1/photos', { params: { query: { owner: 'me', limit: 10, count: 'true' } } })
const [photo] = list.data?.items ?? []
if (!photo) throw new Error('the photo is not there')
const changed = await client.PATCH('/api/v1/photos/{id}', {
  params: { path: { id: photo.id } },
  body: { title: 'Through the client', tags: ['made', 'of types'] },
})
const album = await client.POST('/api/v1/albums', { body: { title: 'Of the client', visibility: 'private' } })
if (!album.data) throw new Error(album.error.code)
await client.PUT('/api/v1/albums/{id}/photos', { params: { path: { id: album.data.id } }, body: { ids: [photo.id] } })
const months = await client.GET('/api/v1/timeline', { params: { query: { owner: 'me' } } })
const refused = await client.GET('/api/v1/tokens')
const code: 'forbidden' | undefined = refused.error?.code === 'forbidden' ? refused.error.code : undefined
console.log(JSON.stringify({
  name: me.data.username,
  total: list.data?.total,
  title: changed.data?.title,
  months: months.data?.months.length,
  code,
}))
`

test('a client made of the document compiles, and talks to the server with a token', async ({ page, baseURL }) => {
  const origin = String(baseURL)
  const username = await newPerson(page.context(), origin)
  const picture = { name: 'a.jpg', mimeType: 'image/jpeg', buffer: await noise() }
  const headers = { origin }
  const sent = await page.request.post('/api/v1/photos', {
    headers,
    multipart: { visibility: 'private', file: picture },
  })
  expect(sent.status()).toBe(201)
  const data = { name: 'Client', scopes: ['write'], currentPassword: PASSWORD }
  const { token } = await (await page.request.post('/api/v1/tokens', { headers, data })).json()
  const folder = await mkdtemp(path.join(ROOT, 'test-results', 'client-'))
  try {
    const { default: openapiTS, astToString } = await import('openapi-typescript')
    await writeFile(
      path.join(folder, 'api.ts'),
      astToString(await openapiTS(new URL('/api/openapi.json', origin), OPTIONS)),
    )
    await writeFile(path.join(folder, 'program.ts'), PROGRAM)
    await writeFile(path.join(folder, 'package.json'), '{"type":"module"}')
    const compiler = { target: 'es2022', module: 'preserve', moduleResolution: 'bundler', strict: true, noEmit: true }
    const tsconfig = { compilerOptions: { ...compiler, types: ['node'], skipLibCheck: true }, include: ['*.ts'] }
    await writeFile(path.join(folder, 'tsconfig.json'), JSON.stringify(tsconfig))
    run('typescript/bin/tsc', '-p', folder)
    const said = JSON.parse(run('tsx/dist/cli.mjs', path.join(folder, 'program.ts'), origin, token))
    expect(said).toEqual({
      name: username,
      total: 1,
      title: 'Through the client',
      months: expect.any(Number),
      code: 'forbidden',
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

function run(program: string, ...args: string[]): string {
  return execFileSync(process.execPath, [path.join(ROOT, 'node_modules', program), ...args], { encoding: 'utf8' })
}

function noise(): Promise<Buffer> {
  const raw = { width: 64, height: 48, channels: 3 as const }
  return sharp(randomBytes(64 * 48 * 3), { raw })
    .jpeg()
    .toBuffer()
}
