// sqlmap at every query parameter that the API describes, as somebody who is logged in and has photos; and at a hole of our own, which it must find.
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import type { Instance } from '../../matrix/instance'
import { ownWorld } from '../../matrix/own-world'
import type { People } from '../../matrix/people'
import { fingerprint, type World } from '../../matrix/world'
import type { ApiDocument } from '../operations'
import { operationsOf } from '../operations'

test.describe.configure({ mode: 'default', timeout: 7_200_000 })

/** Found: as sqlmap words it. */
const FOUND = /is vulnerable|identified the following injection point|appears to be .* injectable/
const NOT_FOUND = /all tested parameters do not appear to be injectable|does not (seem|appear) to be injectable/
const SAMPLES: Record<string, string> = {
  ...{
    bbox: '-10,-10,10,10',
    near: '52.5,13.4,5',
    zoom: '3',
    limit: '10',
    facets: 'town',
    distance: '8',
    at: '2024-01',
    q: 'boat',
  },
  ...{
    sort: 'taken',
    order: 'desc',
    after: '2020',
    before: '2030',
    iso: '100-400',
    bytes: '1-',
    width: '1-',
    height: '1-',
    rating: '1-',
  },
  ...{
    visibility: 'public',
    count: 'true',
    type: 'image/jpeg',
    status: 'ready',
    state: 'failed',
    prefix: 'MARK-prefix/',
    owner: 'me',
  },
  ...{ aperture: '1-9', focal: '1-99', exposure: '1-', cursor: 'x' },
}
/** Asked one after another: each answers with what is slow to tell apart. */
const SKIPPED = /\/events|\/renditions|\/original|\/downloads/

let instance: Instance
let people: People
let world: World
let output: string

ownWorld({}, (stage) => {
  ;({ instance, people, world } = stage)
})

test.beforeAll(async () => {
  output = await mkdtemp(path.join(tmpdir(), 'albumen-sqlmap-'))
})

test.afterAll(async () => {
  await rm(output, { recursive: true, force: true })
})

function sqlmap(url: string, more: string[]): Promise<string> {
  const quick = [
    '--batch',
    '--disable-coloring',
    '--flush-session',
    '--dbms=PostgreSQL',
    '--level=1',
    '--risk=2',
    '--threads=4',
    '--timeout=20',
    '--retries=1',
  ]
  const args = [
    '-u',
    url,
    ...quick,
    '--technique=BEUST',
    '--time-sec=2',
    '--ignore-code=*',
    `--output-dir=${output}`,
    ...more,
  ]
  return new Promise((resolve) => {
    execFile('sqlmap', args, { maxBuffer: 64 * 1024 * 1024, timeout: 1_800_000 }, (_, stdout) => resolve(stdout))
  })
}

/** How often a hole must be found: sqlmap measures time, too, and on a busy machine an answer is slow by accident. A hole is there each time. */
const TIMES = 3

/** Whether sqlmap finds something, each time. @throws where it says neither that it did nor that it did not */
async function isInjectable(url: string, more: string[]): Promise<boolean> {
  for (let time = 0; time < TIMES; time += 1) {
    const told = await sqlmap(url, more)
    if (FOUND.test(told)) continue
    expect(told, url).toMatch(NOT_FOUND)
    return false
  }
  return true
}

/** An answer made of a query that holds what was asked, as nobody should. */
function hole(): Promise<Server> {
  const server = createServer((request, response) => {
    const q = new URL(request.url ?? '/', 'http://x').searchParams.get('q') ?? ''
    instance.pool.query(`select title from photos where title = '${q}'`).then(
      ({ rows }) => response.end(JSON.stringify(rows)),
      () => response.writeHead(500).end('failed'),
    )
  })
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

test('sqlmap finds a hole where there is one', async () => {
  const server = await hole()
  const { port } = server.address() as AddressInfo
  expect(await isInjectable(`http://127.0.0.1:${port}/?q=Shown+to+all`, [])).toBe(true)
  server.close()
})

test('sqlmap finds none at the query parameters of the API', async () => {
  const document: ApiDocument = await (await fetch(`${instance.url}/api/openapi.json`)).json()
  const before = await fingerprint(instance, people.owner.id)
  const lines: string[] = []
  const asked = () => instance.output().split('"event":"request"').length
  for (const { method, path: pattern, parameters = [] } of operationsOf(document)) {
    const query = parameters.filter((one) => one.in === 'query').map(({ name }) => name)
    if (method !== 'get' || query.length === 0 || SKIPPED.test(pattern)) continue
    const admin = pattern.includes('/admin/')
    const id = pattern.includes('/sources/')
      ? world.names.source
      : pattern.includes('/albums/')
        ? world.names.publicAlbum
        : world.names.public
    const folders = pattern.replace('{token}', world.names.link ?? '').replace(/\{\w+\}/g, id ?? '')
    const pairs = query.map((name) => `${name}=${encodeURIComponent(SAMPLES[name] ?? 'boat')}`)
    const start = asked()
    // A value that is refused hides the others: each parameter is tried alone, too, where there are many.
    const addresses = query.length > 3 ? pairs.map((pair) => `${folders}?${pair}`) : [`${folders}?${pairs.join('&')}`]
    const found: string[] = []
    for (const address of addresses) {
      const cookie = admin ? people.admin.cookie : people.owner.cookie
      const more = pattern.includes('/links/') ? [] : [`--cookie=${cookie}`]
      if (await isInjectable(instance.url + address, more)) found.push(address)
    }
    lines.push(`${pattern}: ${query.length} parameters, ${asked() - start} requests, ${found.length} found`)
    process.stdout.write(`sqlmap: ${lines.at(-1)}\n`)
    expect(found).toEqual([])
  }
  expect(lines.length).toBeGreaterThan(10)
  expect(await fingerprint(instance, people.owner.id)).toBe(before)
})
