import { describe, expect, inject, it } from 'vitest'
import { withRollback } from '@/db/testing/database'
import { openTestBucket } from '../storage/testing/test-bucket'
import { checkDeletion } from './testing/deletion-checks'

const server = inject('s3')

describe.skipIf(!server)('an account in a real S3 server', () => {
  it('goes with all of its objects; nobody else’s go', () =>
    withRollback(async (db) => {
      const store = await openTestBucket(server as never)
      expect(await checkDeletion(db, store)).toMatchObject({ photos: 5, webhooks: 1 })
    }))
})
