import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrateDatabase } from '../../db/migrate'
import { createDatabase, TEMPLATE, workerDatabase } from '../../db/testing/own-database'
import { startPostgres } from '../postgres'
import { hurry } from './hurry'

/**
 * One real Postgres for all integration tests. The real migrations run once; each worker has a copy of that database, in which its tests
 * work one after the other, each in a transaction that is rolled back.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'albumen-test-'))
  const postgres = await startPostgres(path.join(folder, 'postgres'))
  await hurry(postgres.url)
  await migrateDatabase(await createDatabase(postgres.url, TEMPLATE))
  for (let worker = 1; worker <= workersOf(project); worker++)
    await createDatabase(postgres.url, workerDatabase(worker), TEMPLATE)
  project.provide('databaseUrl', postgres.url)
  return async () => {
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

function workersOf({ config, vitest }: TestProject): number {
  return Number(config.maxWorkers ?? vitest.config.maxWorkers ?? 1)
}

declare module 'vitest' {
  export interface ProvidedContext {
    /** The server's own database, in which others are made. */
    databaseUrl: string
  }
}
