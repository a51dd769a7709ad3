import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from '@playwright/test'
import { makeTestBucket } from '../lib/storage/testing/test-bucket'
import { freePort } from '../scripts/ports'
import { HOW_TO_INSTALL, missingForRadosgw, type Radosgw, startRadosgw } from '../scripts/testing/radosgw'
import { type StartedAlbumen, startAlbumen } from '../scripts/testing/start-albumen'

export interface S3Instance {
  s3: Radosgw
  albumen: StartedAlbumen
  /** The bucket browsers go to themselves; null where the store is a folder. */
  bucket: string | null
}

/**
 * An instance of its own beside a real S3 server, for all tests of a spec; the spec is skipped, loudly, where there is no such server.
 * @param direct whether that server is its store, in direct mode
 * @returns asks for it inside a test
 */
export function withS3Instance({ direct }: { direct: boolean }): () => S3Instance {
  let s3: Radosgw | undefined
  let albumen: StartedAlbumen | undefined
  let folder: string | undefined
  let bucket: string | null = null
  test.beforeAll(async () => {
    test.setTimeout(480_000)
    const missing = await missingForRadosgw()
    test.skip(missing.length > 0, `SKIPPED: no S3 server (${missing.join(', ')}). Install: ${HOW_TO_INSTALL}`)
    folder = await mkdtemp(path.join(tmpdir(), 'albumen-s3-'))
    s3 = await startRadosgw()
    const port = await freePort()
    bucket = direct ? await makeTestBucket(s3, `http://127.0.0.1:${port}`) : null
    albumen = await startAlbumen({
      dataDir: path.join(folder, 'data'),
      variables: { PORT: String(port), ...(bucket === null ? {} : directTo(s3, bucket)) },
    })
  })
  test.afterAll(async () => {
    await albumen?.stop()
    await s3?.stop()
    if (folder) await rm(folder, { recursive: true, force: true })
  })
  return () => {
    if (!s3 || !albumen) throw new Error('the instance has not been started')
    return { s3, albumen, bucket }
  }
}

function directTo(s3: Radosgw, bucket: string): Record<string, string> {
  return {
    STORAGE_URL: `s3://${bucket}`,
    S3_ENDPOINT: s3.endpoint,
    S3_PUBLIC_ENDPOINT: s3.endpoint,
    S3_ACCESS_KEY_ID: s3.owner.accessKeyId,
    S3_SECRET_ACCESS_KEY: s3.owner.secretAccessKey,
  }
}
