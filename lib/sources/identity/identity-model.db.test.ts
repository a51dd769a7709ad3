import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { play } from '../testing/identity-model'
import { story } from '../testing/identity-story'
import { filesOf } from '../testing/model-files'
import { withPartialListings } from '../testing/partial-listings'
import { openFolders } from '../testing/source-folder'
import type { SourceWorld } from '../testing/source-world'

let world: SourceWorld
let base: string
let close: () => Promise<void>
const startWorker = () => world.startWorker(withPartialListings)

beforeAll(async () => {
  ;({ world, base, close } = await openFolders(inject('databaseUrl')))
  await world.stopWorker()
  await startWorker()
}, 120_000)
afterAll(() => close())

it('whatever happens in a folder between scans, nobody sees more than before, and what was given to a picture stays with it', async () => {
  await fc.assert(
    fc.asyncProperty(story, async (told) => {
      const root = path.join(base, randomBytes(6).toString('hex'))
      await mkdir(root)
      const source = await world.makeSource(world.anna, { kind: 'directory', path: root, visibility: told.visibility })
      await play({ world, files: filesOf(root), source }, told, startWorker)
      expect(source.id).toBeTruthy()
    }),
    { numRuns: Number(process.env.IDENTITY_RUNS ?? 12), endOnFailure: true },
  )
}, 3_600_000)
