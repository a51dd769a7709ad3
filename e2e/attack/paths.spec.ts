// Addresses and keys that other programs read as a way out of a folder, at every parameter of every path.
import path from 'node:path'
import { expect } from '@playwright/test'
import { attempts } from '@/db/schema/users'
import { appRoutes } from '../matrix/app-routes'
import { eachOf } from '../matrix/at-once'
import { MARK } from '../matrix/mark'
import { test } from '../matrix/stage'
import { fingerprint } from '../matrix/world'
import { type Answer, ask } from './ask'
import { LONG_FORM } from './long-form'

test.describe.configure({ mode: 'default', timeout: 300_000 })

const routes = appRoutes(path.join(import.meta.dirname, '../../app')).filter(({ path: pattern }) =>
  pattern.includes('['),
)

/** What stands in the place of a parameter; ID is a private photo of somebody else's. */
const TRICKS = [
  ...[
    '..',
    '.',
    '...',
    '../ID',
    '..%2fID',
    '%2e%2e%2fID',
    '%2e%2e/ID',
    '%252e%252e%252fID',
    '..%5cID',
    '..\\ID',
    '..%c0%afID',
  ],
  ...[
    'ID%00',
    'ID%00.jpg',
    '%00',
    'ID%0d%0aset-cookie:%20x=1',
    'ID%20',
    '%20ID',
    'ID.',
    'ID.jpg',
    'ID.json',
    'ID.rsc',
    'ID;x=1',
  ],
  ...['ID%2f', 'ID//', '/ID', '%2fID', 'ID%2foriginal', 'ID%3fx', 'ID%23x', 'ID*', '*', '%25', '$%7bID%7d', '{ID}'],
  ...['․․%2fID', '‥/ID', '．．/ID', 'ID\u200b', '%ef%bc%8e%ef%bc%8e%ef%bc%8fID', '%E2%80%AEID'].map(encodeURI),
  ...[
    '%2fetc%2fpasswd',
    '..%2f..%2f..%2f..%2f..%2fetc%2fpasswd',
    '....//....//etc/passwd',
    'file:%2f%2f%2fetc%2fpasswd',
  ],
  ...[
    'x'.repeat(4_000),
    'ID'.repeat(80),
    `${'%2e%2e%2f'.repeat(60)}etc%2fpasswd`,
    '__proto__',
    'constructor',
    '-1',
    '0',
    'null',
  ],
]

/** Files of the machine, of the product and of the owner. */
const INSIDE = new RegExp(`root:.?:0:0|"devDependencies"|${MARK}|AUTH_SECRET|\\bat \\S+ \\(|node_modules`)

function faultsIn({ status, headers, body }: Answer): string[] {
  const told = body + JSON.stringify(headers)
  return [
    ...(status >= 500 || status === 0 ? [`status ${status}`] : []),
    ...(INSIDE.test(told) ? [`tells ${INSIDE.exec(told)?.[0]}`] : []),
    ...(String(headers['set-cookie'] ?? '').includes('x=1') ? ['sets a cookie'] : []),
    ...(/^(https?:)?\/\//.test(String(headers.location ?? '')) ? [`leads to ${headers.location}`] : []),
  ]
}

/** In the short form each parameter meets every third trick, others for either asker. */
const EVERY = LONG_FORM ? 1 : 3

for (const [turn, who] of (['anonymous', 'other'] as const).entries()) {
  test(`no way out of any parameter of any path, for ${who}`, async ({ stage: { instance, people, world } }) => {
    const id = world.names.private ?? ''
    const addresses = routes.flatMap(({ path: pattern }) => {
      const parameters = pattern.match(/\/?\[+[^\]]+\]+/g) ?? []
      return parameters.flatMap((_, at) =>
        TRICKS.filter((_, n) => (n + at + turn) % EVERY === 0).map((trick) => {
          let n = -1
          return pattern.replace(/\/?\[+[^\]]+\]+/g, (one) => {
            n += 1
            const slash = one.startsWith('/') ? '/' : ''
            if (n !== at) return `${slash}${one.includes('kind') ? 'preview' : id}`
            return `${slash}${trick.replaceAll('ID', id)}`
          })
        }),
      )
    })
    expect(addresses.length).toBeGreaterThan(1_500 / EVERY)
    const before = await fingerprint(instance, people.owner.id)
    const cookie = who === 'other' ? people.other.cookie : ''
    const wrong: string[] = []
    await eachOf(addresses, async (address) => {
      const methods = address.startsWith('/api/') ? ['GET', 'DELETE'] : ['GET']
      for (const method of methods) {
        const answer = await ask(instance.url, address, { method, headers: { cookie, origin: instance.url } })
        const faults = faultsIn(answer)
        if (faults.length > 0) wrong.push(`${method} ${address.slice(0, 200)}: ${faults}`)
      }
    })
    expect(wrong).toEqual([])
    expect(await fingerprint(instance, people.owner.id)).toBe(before)
    await instance.db.delete(attempts)
  })
}

const NAMES = [
  ...[
    '../../evil.jpg',
    '..\\..\\evil.jpg',
    '/etc/passwd',
    'C:\\evil.jpg',
    'a\u0000.jpg',
    '.',
    '..',
    '․․/evil.jpg',
    '．．／evil.jpg',
  ],
  ...[
    '%2e%2e%2fevil.jpg',
    'con.jpg',
    '-rf.jpg',
    `${'x'.repeat(3_000)}.jpg`,
    'a\r\nx: y.jpg',
    '\u202egpj.exe',
    '$(id).jpg',
    '~/.ssh/x.jpg',
  ],
]

test('no name of a file leads anywhere: keys are ours', async ({ stage: { instance, people } }) => {
  const headers = { cookie: people.other.cookie, origin: instance.url, 'content-type': 'application/json' }
  let made = 0
  for (const name of NAMES) {
    const body = JSON.stringify({ visibility: 'private', files: [{ name, bytes: 10, mediaType: 'image/jpeg' }] })
    const reply = await fetch(`${instance.url}/api/v1/uploads`, { method: 'POST', headers, body })
    expect([201, 400], name).toContain(reply.status)
    if (reply.status === 201) made += 1
  }
  expect(made).toBeGreaterThan(5)
  const { rows } = await instance.pool.query('select object_key, filename from photos where object_key is not null')
  for (const { object_key: key } of rows)
    expect(key).toMatch(/^(originals\/[0-9a-f]{2}|incoming)\/[0-9a-f-]{36}[\w-]*(\.[a-z0-9]+)?$/)
  const { rows: told } = await instance.pool.query('select filename from photos where owner_id = $1', [people.other.id])
  for (const { filename } of told) expect(filename).not.toMatch(/[/\\\0\r\n]/)
})

test('no prefix of a source and no folder of the server leads out', async ({ stage: { instance, people, world } }) => {
  const headers = { cookie: people.owner.cookie, origin: instance.url, 'content-type': 'application/json' }
  for (const prefix of ['../', '..%2f', '/etc/', '\\..\\', 'MARK-prefix/../../', 'x'.repeat(2_000)]) {
    for (const list of ['folders', 'objects']) {
      const address = `/api/v1/sources/${world.names.source}/${list}?prefix=${encodeURIComponent(prefix)}`
      const { status, body } = await ask(instance.url, address, { headers })
      expect(status, address).toBeLessThan(500)
      expect(body, address).not.toContain('root:')
      if (status === 200) expect(JSON.parse(body).items ?? JSON.parse(body).folders, address).toEqual([])
    }
  }
  for (const folder of [
    '/etc',
    '/',
    '..',
    '../..',
    'etc',
    '/tmp/../etc',
    '/etc/\0',
    'file:///etc',
    '//etc',
    '/proc/self/root/etc',
    '~',
  ]) {
    const body = JSON.stringify({ name: 'x', kind: 'directory', path: folder })
    const { status } = await ask(instance.url, '/api/v1/sources', { method: 'POST', headers, body })
    expect([400, 403], folder).toContain(status)
  }
})
