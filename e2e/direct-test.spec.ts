import { DeleteBucketCorsCommand } from '@aws-sdk/client-s3'
import { expect, test } from '@playwright/test'
import { tryDirect } from '../components/admin/try-direct'
import { DirectTest } from '../lib/direct/contract'
import { openS3Client } from '../lib/storage/s3-settings'
import { testBucketSettings } from '../lib/storage/testing/test-bucket'
import { examine } from './examine'
import { newPerson } from './new-person'
import { withS3Instance } from './s3-instance'

const instance = withS3Instance({ direct: true })

test('the self-test of direct mode goes the whole way in a real browser, and says what a missing rule breaks', async ({
  browser,
}) => {
  test.setTimeout(120_000)
  const { s3, albumen, bucket } = instance()
  const origin = albumen.url
  const context = await browser.newContext({ baseURL: origin })
  // The first account is the administrator's.
  await newPerson(context, origin)
  const page = await context.newPage()
  await page.goto('/settings')
  const run = async () => {
    const reply = await context.request.post('/api/v1/admin/direct-test', { headers: { origin } })
    const prepared = DirectTest.parse(await reply.json())
    const seen = prepared.browser ? await page.evaluate(tryDirect, prepared.browser) : []
    return [...prepared.findings, ...seen].map(({ what, level }) => `${what} ${level}`)
  }
  expect(await run()).toEqual(['reach good', 'cors_put good', 'cors_get good', 'put good', 'get good'])

  if (bucket === null) throw new Error('no bucket')
  const client = openS3Client(testBucketSettings(s3, bucket), s3.endpoint)
  await client.send(new DeleteBucketCorsCommand({ Bucket: bucket }))
  client.destroy()
  expect(await run()).toEqual(['reach good', 'cors_put bad', 'cors_get bad', 'put bad'])

  await page.goto('/admin')
  await page.getByRole('button', { name: 'Test the store' }).click()
  await expect(page.getByRole('region', { name: 'Store and direct mode' }).getByRole('listitem')).toHaveCount(4)
  await expect(page.getByRole('main').getByRole('listitem').last()).toContainText('The upload did not get through')
  await examine(page)
  await context.close()
})
