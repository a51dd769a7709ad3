import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeTestBucket } from '../../lib/storage/testing/test-bucket'
import { freePort } from '../ports'
import { Person } from '../testing/person'
import { HOW_TO_INSTALL, missingForRadosgw, type Radosgw, startRadosgw } from '../testing/radosgw'
import { type StartedAlbumen, startAlbumen } from '../testing/start-albumen'
import { picture, runTransfer, tokenOf } from './testing/commands'

const missing = await missingForRadosgw()
if (missing.length > 0) console.warn(`SKIPPED: no S3 server (${missing.join(', ')}). Install: ${HOW_TO_INSTALL}`)

let folder = ''
let s3: Radosgw | undefined
let albumen: StartedAlbumen | undefined

beforeAll(async () => {
  if (missing.length > 0) return
  folder = await mkdtemp(path.join(tmpdir(), 'albumen-transfer-'))
  s3 = await startRadosgw()
  const port = await freePort()
  const bucket = await makeTestBucket(s3, `http://127.0.0.1:${port}`)
  albumen = await startAlbumen({
    dataDir: path.join(folder, 'data'),
    variables: {
      PORT: String(port),
      STORAGE_URL: `s3://${bucket}/albumen`,
      S3_ENDPOINT: s3.endpoint,
      S3_PUBLIC_ENDPOINT: s3.endpoint,
      S3_ACCESS_KEY_ID: s3.owner.accessKeyId,
      S3_SECRET_ACCESS_KEY: s3.owner.secretAccessKey,
    },
  })
}, 480_000)

afterAll(async () => {
  await albumen?.stop()
  await s3?.stop()
  if (folder) await rm(folder, { recursive: true, force: true })
})

it.skipIf(missing.length > 0)('sends to the bucket itself and fetches from it, in direct mode', async () => {
  const url = albumen?.url ?? ''
  const person = new Person(url, 'ada')
  await person.join()
  const account = { url, token: await tokenOf(person) }
  const root = path.join(folder, 'in')
  await mkdir(root)
  const bytes = await picture(1, { taken: '2021:05:06 07:08:09' })
  await writeFile(path.join(root, 'a.jpg'), bytes)
  await writeFile(path.join(root, 'b.jpg'), await picture(2))
  await writeFile(path.join(root, 'none.jpg'), 'no picture')

  const sent = await runTransfer('import', account, [root])
  expect([sent.status, sent.output]).toEqual([1, expect.stringContaining('Sent: 2 ')])
  expect(sent.output).toContain('none.jpg: ')
  expect((await person.library()).map(({ status }) => status).filter((status) => status === 'ready')).toHaveLength(2)
  const again = await runTransfer('import', account, [root])
  expect(again.output).toContain('Sent: 0 ')

  const dest = path.join(folder, 'out')
  const out = await runTransfer('export', account, [dest])
  expect([out.status, out.output]).toEqual([0, expect.stringContaining('Fetched: 2 ')])
  expect(await readdir(path.join(dest, '2021/05'))).toContain('a.jpg')
  expect((await readFile(path.join(dest, '2021/05/a.jpg'))).equals(bytes)).toBe(true)
})
