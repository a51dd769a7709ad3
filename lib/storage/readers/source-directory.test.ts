import { chmod, mkdir, mkdtemp, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DirectorySourceReader } from './source-directory'
import { SourceTrouble } from './trouble'

let base: string
let root: string
beforeAll(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'albumen-folder-'))
})
afterAll(() => rm(base, { recursive: true, force: true }))
beforeEach(async () => {
  root = path.join(base, `root-${Math.random().toString(36).slice(2)}`)
  await mkdir(root)
})

const open = (folder = root, roots = [base]) => new DirectorySourceReader(folder, roots)
const put = async (key: string, content = key) => {
  await mkdir(path.dirname(path.join(root, key)), { recursive: true })
  await writeFile(path.join(root, key), content)
}

async function listAll(reader: DirectorySourceReader, limit: number): Promise<string[]> {
  const keys: string[] = []
  for (let after: string | null = null; ; ) {
    const page = await reader.list(after, limit)
    keys.push(...page.objects.map(({ key }) => key))
    if (page.last) return keys
    after = keys.at(-1) ?? null
  }
}

const codeOf = (action: Promise<unknown>) =>
  action.then(
    () => 'none',
    (error: { code: string; kind?: string }) => error.kind ?? error.code,
  )

describe('a folder as a source', () => {
  const KEYS = [
    'a!/1.jpg',
    'a/b/2.jpg',
    'a/b.jpg',
    'a.jpg',
    'A/1.jpg',
    'é.jpg',
    'e\u0301.jpg',
    '🌅/1.jpg',
    '～.jpg',
    ' x/ y .jpg',
    '-rf/--help.jpg',
    'n\nl.jpg',
  ]

  it.each([1, 2, 1000])('lists its files in the byte order of their keys, %i at a time', async (limit) => {
    for (const key of KEYS) await put(key)
    const sorted = [...KEYS].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    expect(await listAll(open(), limit)).toEqual(sorted)
  })

  it('goes on after any key, there or not, also anew', async () => {
    for (const key of KEYS) await put(key)
    const sorted = [...KEYS].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    for (const [index, key] of sorted.entries()) {
      const page = await open().list(key, 1000)
      expect(page.objects.map((object) => object.key)).toEqual(sorted.slice(index + 1))
    }
    expect((await open().list('a/b/', 1)).objects[0]?.key).toBe('a/b/2.jpg')
    expect((await open().list('a/b0', 1000)).objects.map(({ key }) => key)).not.toContain('a/b/2.jpg')
  })

  it('gives files whole and in parts, and says when they are other ones than was meant', async () => {
    await put('a b.jpg', 'content')
    const reader = open()
    const head = await reader.head('a b.jpg')
    expect(head).toMatchObject({ key: 'a b.jpg', bytes: 7 })
    expect((await buffer((await reader.get('a b.jpg')).body)).toString()).toBe('content')
    const part = await reader.get('a b.jpg', { range: { start: 1, end: 3 }, ifMatch: head?.etag ?? '' })
    expect((await buffer(part.body)).toString()).toBe('ont')
    await utimes(path.join(root, 'a b.jpg'), 1, 1)
    expect(await codeOf(reader.get('a b.jpg', { ifMatch: head?.etag ?? '' }))).toBe('conflict')
    expect(await reader.head('none.jpg')).toBeNull()
    expect(await codeOf(reader.get('none.jpg'))).toBe('not_found')
  })

  it('follows no link and leaves its root by no key', async () => {
    await writeFile(path.join(base, 'secret.jpg'), 'secret')
    await put('in/a.jpg')
    await symlink(path.join(base, 'secret.jpg'), path.join(root, 'link.jpg'))
    await symlink(base, path.join(root, 'out'))
    await symlink(path.join(root, 'in'), path.join(root, 'loop'))
    const reader = open()
    expect(await listAll(reader, 10)).toEqual(['in/a.jpg'])
    const keys = [
      'link.jpg',
      'out/secret.jpg',
      '../secret.jpg',
      'in/../../secret.jpg',
      '/etc/passwd',
      'in//a.jpg',
      './in/a.jpg',
      'in',
      'in/',
      '',
      'a\0b',
    ]
    for (const key of keys) {
      expect(await codeOf(reader.get(key)), key).toBe('not_found')
      expect(await reader.head(key), key).toBeNull()
    }
  })

  it('gives nothing through a folder that was replaced by a link after it was listed', async () => {
    await put('in/secret.jpg')
    await mkdir(path.join(base, 'elsewhere'), { recursive: true })
    await writeFile(path.join(base, 'elsewhere', 'secret.jpg'), 'secret')
    const reader = open()
    await listAll(reader, 10)
    await rename(path.join(root, 'in'), path.join(root, 'was'))
    await symlink(path.join(base, 'elsewhere'), path.join(root, 'in'))
    expect(await codeOf(reader.get('in/secret.jpg'))).toBe('not_found')
    expect(await reader.head('in/secret.jpg')).toBeNull()
  })

  it('is only what an administrator allows, wherever links lead', async () => {
    const allowed = path.join(base, 'allowed')
    await mkdir(path.join(allowed, 'sub'), { recursive: true })
    await symlink(root, path.join(allowed, 'link'))
    expect((await open(path.join(allowed, 'sub'), [allowed]).list(null, 1)).last).toBe(true)
    for (const folder of [root, path.join(allowed, 'link'), `${allowed}-other`, path.join(allowed, '..')]) {
      await mkdir(`${allowed}-other`, { recursive: true })
      await expect(open(folder, [allowed]).list(null, 1)).rejects.toBeInstanceOf(SourceTrouble)
    }
    expect(await codeOf(open(root, []).list(null, 1))).toBe('refused')
  })

  it('neither holds nor lies in what Albumen itself keeps, wherever links lead', async () => {
    const data = path.join(root, 'albumen', 'data')
    await mkdir(path.join(data, 'objects'), { recursive: true })
    await mkdir(path.join(root, 'photos'))
    await symlink(data, path.join(root, 'innocent'))
    const within = (folder: string) => codeOf(new DirectorySourceReader(folder, [base], [data]).list(null, 1))
    for (const folder of [
      root,
      path.join(root, 'albumen'),
      data,
      path.join(data, 'objects'),
      path.join(root, 'innocent'),
    ]) {
      expect(await within(folder), folder).toBe('refused')
    }
    expect(await within(path.join(root, 'photos'))).toBe('none')
  })

  it('is in trouble, not empty, when it has gone', async () => {
    await put('a.jpg')
    const reader = open()
    await rm(root, { recursive: true })
    expect(await codeOf(reader.list(null, 1))).toBe('lost')
    expect(await codeOf(open().head('a.jpg'))).toBe('lost')
    expect(await codeOf(open().get('a.jpg'))).toBe('lost')
  })

  it('is told from another in its place', async () => {
    const before = await open().identify()
    expect(await open().identify()).toBe(before)
    await rename(root, `${root}-old`)
    await mkdir(root)
    expect(await open().identify()).not.toBe(before)
  })

  it.skipIf(process.getuid?.() === 0)('passes over a folder that it may not read', async () => {
    await put('lost+found/a.jpg')
    await put('z.jpg')
    await chmod(path.join(root, 'lost+found'), 0o000)
    expect(await listAll(open(), 10)).toEqual(['z.jpg'])
    await chmod(path.join(root, 'lost+found'), 0o700)
  })

  it.skipIf(process.getuid?.() === 0)('names a folder that it may not read, but for those of systems', async () => {
    for (const folder of ['lost+found', 'shut', 'open/shut too']) await put(`${folder}/a.jpg`)
    for (const folder of ['lost+found', 'shut', 'open/shut too']) await chmod(path.join(root, folder), 0o000)
    expect((await open().list(null, 10)).closed).toEqual(['open/shut too/', 'shut/'])
    for (const folder of ['lost+found', 'shut', 'open/shut too']) await chmod(path.join(root, folder), 0o700)
  })
})
