import { afterAll, beforeAll, beforeEach, inject } from 'vitest'
import { openFolders, SourceFolder } from './source-folder'
import type { SourceWorld } from './source-world'

/** The world of a test file, once `stageFolders` was called in it. */
export let world: SourceWorld
/** Where its folders lie. */
export let base: string
/** A folder of the running test alone. */
export let folder: SourceFolder
/** Differs by 100 from test to test: contents are of one test alone, since all have one owner, whose photos follow their contents from source to source. */
export let series = 0

/** Opens a world for the tests of a file, and a source for each of them. @param visibility the default of these sources */
export function stageFolders(visibility: 'private' | 'public' = 'private'): void {
  let close: (() => Promise<void>) | undefined
  beforeAll(async () => {
    ;({ world, base, close } = await openFolders(inject('databaseUrl')))
  }, 120_000)
  afterAll(() => close?.())
  beforeEach(async () => {
    series += 100
    await takeFolder(visibility)
  })
}

/** Another folder for the running test, in the place of the first. */
export async function takeFolder(visibility: 'private' | 'public'): Promise<void> {
  folder = await SourceFolder.connect(world, base, visibility)
}
