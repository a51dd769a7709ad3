import { randomUUID } from 'node:crypto'
import { chmod, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest'
import { attempts } from '@/db/schema/users'
import { takeAttempt } from '../../auth/attempts'
import * as environment from '../../env'
import { CheckSource, CreateSource, type SourceCheck } from '../ground/contract'
import { SourceBucket } from '../testing/source-bucket'
import { SourceWorld, TEST_SECRET } from '../testing/source-world'
import { CHECKS, checkSource } from './check-source'
import { createSource } from './create-source'

const server = inject('s3')

const said = (check: SourceCheck) => check.findings.map(({ what, level }) => `${what} ${level}`)
const sentence = (check: SourceCheck, what: string) => check.findings.find((finding) => finding.what === what)?.text

let world: SourceWorld
let settings: Partial<environment.Env> = {}
beforeAll(async () => {
  const real = environment.env()
  vi.spyOn(environment, 'env').mockImplementation(() => ({ ...real, AUTH_SECRET: TEST_SECRET, ...settings }))
  world = await SourceWorld.open(inject('databaseUrl'))
})
beforeEach(() => world.db.delete(attempts))
afterEach(() => {
  settings = {}
})
afterAll(async () => {
  await world.close()
  vi.restoreAllMocks()
})

describe.skipIf(!server)('a check of a bucket', () => {
  if (!server) return
  let bucket: SourceBucket
  beforeAll(async () => {
    bucket = await SourceBucket.open(server)
    await bucket.put('2019/a.jpg', 'x'.repeat(1000))
    await bucket.put('2019/b b.NEF', 'x'.repeat(2000))
    await bucket.put('2019/c.mov', 'x'.repeat(4000))
    await bucket.put('2019/a.jpg.xmp', 'x'.repeat(300))
    await bucket.put('2019/.DS_Store', 'x'.repeat(50))
    for (let i = 0; i < 3; i += 1) await bucket.put(`videos/${i}.mp4`, 'x')
  })
  afterAll(() => bucket.close())

  const check = (more: object = {}) => {
    const { endpoint, bucket: name } = bucket.place
    const input = CheckSource.parse({ kind: 's3', endpoint, bucket: name, ...bucket.reader, ...more })
    return checkSource(world.as(world.anna), input)
  }

  it('says what works, what is there and what the first scan takes', async () => {
    const before = await bucket.listing()
    const found = await check()
    expect(found.ok).toBe(true)
    expect(said(found)).toEqual([
      'connect good',
      'list good',
      'read good',
      'write good',
      'clock good',
      'cors good',
      'objects good',
      'estimate good',
    ])
    expect(sentence(found, 'write')).toBe('These keys cannot write, which is as it should be.')
    expect(sentence(found, 'objects')).toBe('There are 8 objects with 7.4 kB; 1 of them is a photo.')
    expect(sentence(found, 'estimate')).toMatch(/takes 4 requests and 3\.3 kB to read/)
    expect(found.sample).toEqual({ objects: 8, bytes: 7353, photos: 1, raw: 1, videos: 4, others: 2, complete: true })
    expect(found.estimate).toEqual({ requests: 4, bytes: 3300, atLeast: false })
    expect(await bucket.listing()).toEqual(before)
  })

  it('keys that could write are told of, and nothing is written to find out', async () => {
    const before = await bucket.listing()
    const found = await check(server.owner)
    expect([found.ok, said(found)[3]]).toEqual([true, 'write notice'])
    expect(sentence(found, 'write')).toMatch(/could also write. Albumen never does/)
    expect(await bucket.listing()).toEqual(before)
  })

  const trouble: [string, object, string[], RegExp][] = [
    ['a wrong secret', { secretAccessKey: 'wrong' }, ['list bad'], /secret key does not fit/],
    ['an unknown key', { accessKeyId: 'NOBODY' }, ['list bad'], /does not know this access key/],
    ['a bucket that is not there', { bucket: `no-${randomUUID()}` }, ['list bad'], /does not exist/],
    ['no keys', { accessKeyId: null, secretAccessKey: null }, ['list bad'], /refuses these keys/],
    ['nobody there', { endpoint: 'http://127.0.0.1:1' }, ['connect bad'], /Nobody answers/],
    ['an unknown name', { endpoint: 'https://no-such-host.invalid' }, ['connect bad'], /leads to no address/],
  ]
  it.each(trouble)('%s', async (_about, more, findings, words) => {
    const found = await check(more)
    expect([found.ok, found.sample, found.estimate]).toEqual([false, null, null])
    expect(said(found)).toEqual(findings)
    expect(found.findings[0]?.text).toMatch(words)
    const told = JSON.stringify(found)
    for (const secret of [server.owner.secretAccessKey, bucket.reader.secretAccessKey])
      expect(told).not.toContain(secret)
  })

  it('a prefix where nothing is, or only videos, is worth a word', async () => {
    const nothing = await check({ prefix: '2018/' })
    expect([nothing.ok, ...said(nothing).filter((one) => one.includes('notice'))]).toEqual([
      true,
      'read notice',
      'objects notice',
    ])
    const videos = await check({ prefix: 'videos/' })
    expect(sentence(videos, 'objects')).toBe('There are 3 objects with 3 bytes; 0 of them are photos.')
  })

  it('takes what is left out from one’s own source, keys too, and nobody else’s', async () => {
    const { endpoint, bucket: name } = bucket.place
    const input = CreateSource.parse({ name: 'x', kind: 's3', endpoint, bucket: name, ...bucket.reader })
    const { id } = await createSource(world.as(world.anna), input)
    const stored = await checkSource(world.as(world.anna), CheckSource.parse({ id, prefix: 'videos/' }))
    expect([stored.ok, stored.sample?.objects]).toEqual([true, 3])
    const others = checkSource(world.as(world.ben), CheckSource.parse({ id }))
    await expect(others).rejects.toMatchObject({ code: 'not_found' })
    const elsewhere = checkSource(world.as(world.anna), CheckSource.parse({ id, endpoint: 'https://s3.example.org' }))
    await expect(elsewhere).rejects.toThrow(/Give both keys again/)
  })

  it('only an administrator tries private addresses', async () => {
    const { endpoint, bucket: name } = bucket.place
    const input = (address: string) =>
      CheckSource.parse({ kind: 's3', endpoint: address, bucket: name, ...bucket.reader })
    const byNumber = checkSource(world.as(world.ben), input(endpoint))
    await expect(byNumber).rejects.toMatchObject({ code: 'invalid', errors: [{ path: 'endpoint' }] })
    settings = { SOURCE_PRIVATE_ENDPOINTS: 'everyone' }
    expect((await checkSource(world.as(world.ben), input(endpoint))).ok).toBe(true)
  })
})

describe('a check of a folder', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'albumen-check-'))
    await writeFile(path.join(folder, 'a.jpg'), 'x'.repeat(100))
    await symlink('/etc', path.join(folder, 'out'))
  })
  afterAll(() => rm(folder, { recursive: true }))
  const check = (at: string) => checkSource(world.as(world.anna), CheckSource.parse({ kind: 'directory', path: at }))

  it('says what is there; requests cost nothing there', async () => {
    settings = { SOURCE_ROOTS: folder }
    const found = await check(folder)
    expect(found).toMatchObject({ ok: true, sample: { objects: 1, photos: 1 }, estimate: { bytes: 100 } })
    expect(said(found).map((one) => one.split(' ')[0])).toEqual([
      'connect',
      'list',
      'read',
      'write',
      'objects',
      'estimate',
    ])
    expect(sentence(found, 'estimate')).toBe('The first scan takes 100 bytes to read; later ones only what is new.')
  })

  it('a link out of the root, and what is not there, are not opened', async () => {
    settings = { SOURCE_ROOTS: folder }
    const out = await check(path.join(folder, 'out'))
    expect([out.ok, ...said(out)]).toEqual([false, 'list bad'])
    expect(out.findings[0]?.text).toMatch(/not one the administrator allows/)
    expect((await check(path.join(folder, 'nothing'))).findings[0]?.text).toMatch(/folder is not there/)
    await expect(check('/etc')).rejects.toMatchObject({ code: 'invalid' })
    await chmod(folder, 0o700)
  })
})

it('checks are counted: nobody looks through a network with them', async () => {
  const ctx = world.as(world.ben)
  const input = CheckSource.parse({ kind: 's3', bucket: 'b', endpoint: 'https://no-such-host.invalid' })
  for (let i = 0; i < CHECKS.count; i += 1) await takeAttempt(world.db, CHECKS, world.ben.id)
  await expect(checkSource(ctx, input)).rejects.toMatchObject({ code: 'rate_limited' })
  expect((await checkSource(world.as(world.anna), input)).ok).toBe(false)
})
