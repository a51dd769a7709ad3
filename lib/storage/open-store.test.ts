import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { parseEnv } from '../env'
import { DirectoryStore } from './directory'
import { openStore } from './open-store'
import { S3Store } from './s3'

const keys = { S3_ACCESS_KEY_ID: 'KEY', S3_SECRET_ACCESS_KEY: 'secret' }
const image = { bytes: 1, contentType: 'image/jpeg', sha256: null }

it('keeps objects in the data folder, or in the folder that is named, spaces and all', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'albumen open '))
  const named = path.join(folder, 'named')
  for (const settings of [{ DATA_DIR: folder }, { STORAGE_URL: pathToFileURL(named).href }]) {
    const store = openStore(parseEnv(settings))
    expect(store).toBeInstanceOf(DirectoryStore)
    expect(store.direct).toBe(false)
    await store.put('a/b.bin', Buffer.from('x'), { bytes: 1, contentType: 'image/jpeg' })
    await expect(store.signPut('a/b.bin', image)).rejects.toThrow('no addresses')
  }
  expect((await readdir(folder)).sort()).toEqual(['named', 'objects'])
  expect(await readdir(path.join(named, 'a'))).toEqual(['b.bin'])
  await rm(folder, { recursive: true })
})

it('keeps objects in a bucket; browsers may go there only when it has an address for them', async () => {
  const through = openStore(parseEnv({ ...keys, STORAGE_URL: 's3://photos/x', S3_ENDPOINT: 'http://10.0.0.1:9000' }))
  expect(through).toBeInstanceOf(S3Store)
  expect(through.direct).toBe(false)
  await expect(through.signPut('a/b.bin', image)).rejects.toThrow('no address for browsers')
  const publicEndpoint = { S3_ENDPOINT: 'http://10.0.0.1:9000', S3_PUBLIC_ENDPOINT: 'https://s3.example.org' }
  const direct = openStore(parseEnv({ ...keys, ...publicEndpoint, STORAGE_URL: 's3://photos/x' }))
  expect(direct.direct).toBe(true)
  const { url } = await direct.signPut('a/b.bin', image)
  expect(url).toMatch(/^https:\/\/s3\.example\.org\/photos\/x\/a\/b\.bin\?/)
  const virtual = openStore(
    parseEnv({ ...keys, ...publicEndpoint, STORAGE_URL: 's3://photos', S3_FORCE_PATH_STYLE: 'false' }),
  )
  expect((await virtual.signPut('a/b.bin', image)).url).toMatch(/^https:\/\/photos\.s3\.example\.org\/a\/b\.bin\?/)
})

it('refuses an address that could leave its folder', () => {
  expect(() => openStore(parseEnv({ ...keys, STORAGE_URL: 's3://photos/../other' }))).toThrow('write s3://bucket')
})
