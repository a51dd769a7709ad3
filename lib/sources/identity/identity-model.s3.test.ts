import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { play } from '../testing/identity-model'
import { story } from '../testing/identity-story'
import { objectsOf } from '../testing/model-files'
import { withPartialListings } from '../testing/partial-listings'
import { SourceBucket } from '../testing/source-bucket'
import { SourceWorld, TEST_SECRET } from '../testing/source-world'

process.env.AUTH_SECRET = TEST_SECRET

const server = inject('s3')

describe.skipIf(!server)('photos of a bucket', () => {
  if (!server) return
  let world: SourceWorld
  const startWorker = () => world.startWorker(withPartialListings)

  beforeAll(async () => {
    world = await SourceWorld.open(inject('databaseUrl'))
    await startWorker()
  }, 120_000)
  afterAll(() => world.close())

  it('are seen by nobody who did not see them before, and keep what they were given, whatever happens to their objects', async () => {
    await fc.assert(
      fc.asyncProperty(story, async (told) => {
        const bucket = await SourceBucket.open(server)
        const source = await world.makeSource(
          world.anna,
          { ...bucket.place, visibility: told.visibility },
          bucket.reader,
        )
        await play({ world, files: objectsOf(bucket), source }, told, startWorker)
        expect(source.id).toBeTruthy()
        bucket.close()
      }),
      { numRuns: Number(process.env.IDENTITY_RUNS ?? 6), endOnFailure: true },
    )
  }, 3_600_000)
})
