import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DeleteBucketCorsCommand } from '@aws-sdk/client-s3'
import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { tryDirect } from '../components/admin/try-direct'
import { DirectTest } from '../lib/direct/contract'
import { openS3Client } from '../lib/storage/s3-settings'
import { makeTestBucket, testBucketSettings } from '../lib/storage/testing/test-bucket'
import { freePort } from '../scripts/ports'
import { HOW_TO_INSTALL, missingForRadosgw, type Radosgw, startRadosgw } from '../scripts/testing/radosgw'
import { type StartedAlbumen, startAlbumen } from '../scripts/testing/start-albumen'
import { logInAnew } from './upload-fixtures'

let s3: Radosgw | undefined
let albumen: StartedAlbumen | undefined
let folder: string | undefined
let bucket = ''

test.beforeAll(async () => {
  test.setTimeout(240_000)
  const missing = await missingForRadosgw()
  test.skip(missing.length > 0, `SKIPPED: no S3 server (${missing.join(', ')}). Install: ${HOW_TO_INSTALL}`)
  folder = await mkdtemp(path.join(tmpdir(), 'albumen-direct-test-'))
  s3 = await startRadosgw()
  const port = await freePort()
  bucket = await makeTestBucket(s3, `http://127.0.0.1:${port}`)
  albumen = await startAlbumen({
    dataDir: path.join(folder, 'data'),
    variables: {
      PORT: String(port),
      STORAGE_URL: `s3://${bucket}`,
      S3_ENDPOINT: s3.endpoint,
      S3_PUBLIC_ENDPOINT: s3.endpoint,
      S3_ACCESS_KEY_ID: s3.owner.accessKeyId,
      S3_SECRET_ACCESS_KEY: s3.owner.secretAccessKey,
    },
  })
})

test.afterAll(async () => {
  await albumen?.stop()
  await s3?.stop()
  if (folder) await rm(folder, { recursive: true, force: true })
})

test('the self-test of direct mode goes the whole way in a real browser, and says what a missing rule breaks', async ({
  browser,
}) => {
  test.setTimeout(120_000)
  const origin = albumen?.url ?? ''
  const context = await browser.newContext({ baseURL: origin })
  // The first account is the administrator's.
  await logInAnew(context, origin)
  const page = await context.newPage()
  await page.goto('/settings')
  const run = async () => {
    const reply = await context.request.post('/api/v1/admin/direct-test', { headers: { origin } })
    const prepared = DirectTest.parse(await reply.json())
    const seen = prepared.browser ? await page.evaluate(tryDirect, prepared.browser) : []
    return [...prepared.findings, ...seen].map(({ what, level }) => `${what} ${level}`)
  }
  expect(await run()).toEqual(['reach good', 'cors_put good', 'cors_get good', 'put good', 'get good'])

  if (!s3) throw new Error('no S3 server')
  const client = openS3Client(testBucketSettings(s3, bucket), s3.endpoint)
  await client.send(new DeleteBucketCorsCommand({ Bucket: bucket }))
  client.destroy()
  expect(await run()).toEqual(['reach good', 'cors_put bad', 'cors_get bad', 'put bad'])

  await page.goto('/admin')
  await page.getByRole('button', { name: 'Test the store' }).click()
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(4)
  await expect(page.getByRole('main').getByRole('listitem').last()).toContainText('The upload did not get through')
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await context.close()
})
