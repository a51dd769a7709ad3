// The examples of docs/proxy, each before two web processes and a worker.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrateDatabase } from '../db/migrate'
import { bareEnvironment } from '../lib/env'
import { ensureBuilt } from './build'
import { freePort } from './ports'
import { type EmbeddedPostgres, startPostgres } from './postgres'
import { ROOT } from './setup.mjs'
import { follow, type OwnProcess, startScript, until } from './testing/own-process'
import { Person } from './testing/person'

let home: string
let postgres: EmbeddedPostgres

beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'albumen-proxy-'))
  postgres = await startPostgres(path.join(home, 'postgres'))
  await migrateDatabase(postgres.url)
  await ensureBuilt()
}, 300_000)
afterAll(async () => {
  await postgres.stop()
  await rm(home, { recursive: true, force: true })
})

interface Ports {
  proxy: number
  webs: number[]
}

/** Replaces what a test cannot have, and fails where the example does not hold it any more. */
function adapt(example: string, changes: [RegExp, string][]): string {
  return changes.reduce((text, [from, to]) => {
    if (!from.test(text)) throw new Error(`the example does not hold ${from}`)
    return text.replace(from, to)
  }, example)
}

const servers = ({ webs }: Ports): [RegExp, string][] => [
  [/127\.0\.0\.1:3000/, `127.0.0.1:${webs[0]}`],
  [/127\.0\.0\.1:3001/, `127.0.0.1:${webs[1]}`],
]

async function startNginx(ports: Ports): Promise<OwnProcess> {
  const folder = path.join(home, `nginx-${ports.proxy}`)
  await mkdir(path.join(folder, 'temp'), { recursive: true })
  const site = adapt(await readFile(path.join(ROOT, 'docs/proxy/nginx.conf'), 'utf8'), [
    ...servers(ports),
    [/listen 443 ssl http2;/, `listen 127.0.0.1:${ports.proxy};`],
    [/ssl_certificate \S+;/, ''],
    [/ssl_certificate_key \S+;/, ''],
  ])
  const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (one) => `${one}_temp_path ${folder}/temp/${one};`,
  )
  const main = `daemon off; pid ${folder}/pid; error_log ${folder}/error.log; events {}\nhttp { access_log off; ${temp.join(' ')}\n${site} }\n`
  await writeFile(path.join(folder, 'nginx.conf'), `${process.getuid?.() === 0 ? 'user root;' : ''} ${main}`)
  return follow(
    spawn('/usr/sbin/nginx', ['-p', folder, '-c', path.join(folder, 'nginx.conf'), '-e', `${folder}/error.log`]),
  )
}

async function startCaddy(ports: Ports): Promise<OwnProcess> {
  const folder = path.join(home, `caddy-${ports.proxy}`)
  await mkdir(folder)
  const site = adapt(await readFile(path.join(ROOT, 'docs/proxy/Caddyfile'), 'utf8'), [
    ...servers(ports),
    [/photos\.example\.org \{/, `http://127.0.0.1:${ports.proxy} {`],
  ])
  await writeFile(path.join(folder, 'Caddyfile'), `{\n\tadmin off\n\tauto_https off\n}\n${site}`)
  const env = bareEnvironment({ HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder })
  const args = ['run', '--config', path.join(folder, 'Caddyfile'), '--adapter', 'caddyfile']
  return follow(spawn('/usr/bin/caddy', args, { env }))
}

const answers = (url: string) =>
  fetch(url).then(
    ({ status }) => status === 200,
    () => false,
  )

async function noise(): Promise<Buffer> {
  const [width, height] = [2400, 1600]
  return sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 98, chromaSubsampling: '4:4:4' })
    .toBuffer()
}

/** Reads server-sent events until one tells that a photo is ready. */
async function readyEvent(reply: Response): Promise<string> {
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of reply.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true })
    if (/"status":"ready"/.test(text)) return text
  }
  throw new Error(`the events ended: ${text}`)
}

describe.each([
  { name: 'nginx', program: '/usr/sbin/nginx', startProxy: startNginx },
  { name: 'Caddy', program: '/usr/bin/caddy', startProxy: startCaddy },
])('behind $name', ({ name, program, startProxy }) => {
  it.skipIf(!existsSync(program))(
    `uploads, events and zips pass, and a killed process is not seen (SKIPPED where ${program} is not installed)`,
    async () => {
      const ports: Ports = { proxy: await freePort(), webs: [await freePort(), await freePort()] }
      const url = `http://127.0.0.1:${ports.proxy}`
      const variables = {
        DATABASE_URL: postgres.url,
        STORAGE_URL: `file://${path.join(home, 'objects')}`,
        APP_URL: url,
        TRUST_PROXY: '1',
      }
      const webs = ports.webs.map((port) => startScript('web.ts', { ...variables, PORT: String(port) }))
      const worker = startScript('worker.ts', variables)
      const proxy = await startProxy(ports)
      try {
        for (const port of ports.webs)
          await until('a web process answers', () => answers(`http://127.0.0.1:${port}/readyz`))
        await until('the proxy answers', () => answers(`${url}/livez`))

        const person = new Person(url, `behind-${name.toLowerCase()}`)
        await person.join()
        const picture = await noise()
        expect(picture.length).toBeGreaterThan(5_000_000)
        const events = await person.send('GET', '/api/v1/events')
        const told = readyEvent(events)
        const form = new FormData()
        for (const one of ['a.jpg', 'b.jpg']) form.append('file', new Blob([new Uint8Array(await noise())]), one)
        form.append('file', new Blob([new Uint8Array(picture)]), 'c.jpg')
        const added = await person.form('/api/v1/photos', form)
        expect([added.status, await added.clone().text()]).toEqual([201, expect.any(String)])
        const { photos } = (await added.json()) as { photos: { id: string }[] }
        expect(photos).toHaveLength(3)
        expect(await told).toContain('event: photo')

        const ids = photos.map(({ id }) => id)
        const asked = await person.send('POST', '/api/v1/downloads', { select: { ids } })
        const zip = await person.bytes(((await asked.json()) as { url: string }).url)
        expect(zip.includes(picture)).toBe(true)

        webs[0]?.child.kill('SIGKILL')
        await webs[0]?.exited
        for (let n = 0; n < 40; n++) expect((await person.send('GET', '/api/v1/photos?limit=1')).status).toBe(200)
      } finally {
        for (const { child } of [proxy, worker, ...webs]) child.kill(child === proxy.child ? 'SIGTERM' : 'SIGKILL')
        await Promise.all([proxy, worker, ...webs].map(({ exited }) => exited))
      }
    },
  )
})
