import { mkdir, mkdtemp, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DirectoryStore } from './directory'
import { codeOf, heldStream, listAll, newKey, optionsFor, streamOf } from './testing/bodies'
import { describeObjectStore } from './testing/compliance'

let base: string
beforeAll(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'albumen-store-'))
})
afterAll(() => rm(base, { recursive: true, force: true }))

describeObjectStore('a folder', async () => new DirectoryStore(path.join(base, 'suite')))

describe('a folder as store', () => {
  it('leaves no temp file behind, whatever happens', async () => {
    const root = path.join(base, 'clean')
    const store = new DirectoryStore(root)
    await store.put('a/b.bin', Buffer.from('x'), optionsFor(1))
    await store.put('a/b.bin', Buffer.from('x'), optionsFor(1, true)).catch(() => undefined)
    await store.put('a/c.bin', streamOf([Buffer.from('x')], new Error('no')), optionsFor(9)).catch(() => undefined)
    await store.copy('a/b.bin', 'a/d.bin', 'wrong').catch(() => undefined)
    await store.check()
    expect(await readdir(path.join(root, '.tmp'))).toEqual([])
    expect(await readdir(path.join(root, 'a'))).toEqual(['b.bin'])
  })

  it('sweeps what a killed process left more than a day ago, and only that', async () => {
    const root = path.join(base, 'sweep')
    const temp = path.join(root, '.tmp')
    await mkdir(temp, { recursive: true })
    await writeFile(path.join(temp, 'old'), 'x')
    await writeFile(path.join(temp, 'new'), 'x')
    const twoDaysAgo = new Date(Date.now() - 2 * 86_400_000)
    await utimes(path.join(temp, 'old'), twoDaysAgo, twoDaysAgo)
    await new DirectoryStore(root).check()
    expect(await readdir(temp)).toEqual(['new'])
  })

  it('follows no link out of its root', async () => {
    const root = path.join(base, 'links')
    const store = new DirectoryStore(root)
    await store.check()
    await writeFile(path.join(base, 'secret.bin'), 'secret')
    await mkdir(path.join(root, 'a'))
    await symlink(path.join(base, 'secret.bin'), path.join(root, 'a', 'link.bin'))
    await symlink(base, path.join(root, 'out'))
    expect(await codeOf(store.get('a/link.bin'))).not.toBe('none')
    expect(await listAll(store, '')).toEqual([])
  })

  it('says unavailable, not missing, when its disk has been taken away', async () => {
    const root = path.join(base, 'mount')
    const store = new DirectoryStore(root)
    await store.put('a/b.bin', Buffer.from('x'), optionsFor(1))
    await rm(root, { recursive: true })
    await mkdir(root)
    expect(await codeOf(store.get('a/b.bin'))).toBe('unavailable')
    expect(await codeOf(store.head('a/b.bin'))).toBe('unavailable')
    expect(await codeOf(store.delete('a/b.bin'))).toBe('unavailable')
    expect(await codeOf(listAll(store, ''))).toBe('unavailable')
    expect(await codeOf(store.put('a/b.bin', Buffer.from('x'), optionsFor(1)))).toBe('unavailable')
    expect(await codeOf(store.check())).toBe('unavailable')
    expect(await readdir(root)).toEqual([])
  })

  it('makes a folder anew that somebody has removed', async () => {
    const root = path.join(base, 'removed')
    const store = new DirectoryStore(root)
    await store.put('a/b/c.bin', Buffer.from('x'), optionsFor(1))
    await rm(path.join(root, 'a'), { recursive: true })
    expect(await codeOf(store.head('a/b/c.bin'))).toBe('not_found')
    await store.put('a/b/c.bin', Buffer.from('x'), optionsFor(1))
    expect((await store.head('a/b/c.bin')).bytes).toBe(1)
  })

  it('says unavailable where a file lies in the place of its root', async () => {
    const root = path.join(base, 'file')
    await writeFile(root, 'x')
    const store = new DirectoryStore(root)
    expect(await codeOf(store.check())).toBe('unavailable')
    expect(await codeOf(store.put(newKey(), Buffer.from('x'), optionsFor(1)))).toBe('unavailable')
  })

  it('keeps serving what a reader has opened while it is replaced and deleted', async () => {
    const store = new DirectoryStore(path.join(base, 'readers'))
    const content = Buffer.alloc(500_000, 'a')
    await store.put('a/b.bin', content, optionsFor(content.length))
    const { body } = await store.get('a/b.bin')
    await store.put('a/b.bin', Buffer.from('short'), optionsFor(5))
    await store.delete('a/b.bin')
    const parts: Buffer[] = []
    for await (const chunk of body) parts.push(chunk)
    expect(Buffer.concat(parts).equals(content)).toBe(true)
  })

  it('lists nothing of what is being written', async () => {
    const store = new DirectoryStore(path.join(base, 'writing'))
    const held = heldStream(Buffer.alloc(100))
    const writing = store.put('a/b.bin', held.body, optionsFor(100))
    expect(await listAll(store, '')).toEqual([])
    held.release()
    await writing
    expect(await listAll(store, '')).toHaveLength(1)
  })
})
