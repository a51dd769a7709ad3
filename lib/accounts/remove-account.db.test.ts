import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { withRollback } from '@/db/testing/database'
import { DirectoryStore } from '../storage/directory'
import { checkDeletion } from './testing/deletion-checks'

it('an account goes with all that names it, in every table, among the jobs and in the store; nobody else’s goes', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'albumen-deletion-'))
  try {
    await withRollback(async (db) => {
      expect(await checkDeletion(db, new DirectoryStore(folder))).toMatchObject({
        photos: 5,
        albums: 1,
        links: 1,
        guests: 1,
        sources: 1,
        sessions: 1,
        tokens: 1,
        webhooks: 1,
      })
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
