import { readdirSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '')
const alias = { '@': root }
const ignored = ['**/node_modules/**', '**/.next/**', 'e2e/**']

/** Test files that put other modules or settings in the place of ours: what they loaded is of no use to the next file. */
const ALTERS = /\bvi\.(mock|stub\w+)\(|^\s*process\.env\.\w+ \??\??=/m
const MOCKING = ['app', 'components', 'db', 'lib', 'scripts'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => path.join(folder, file))
    .filter((file) => file.endsWith('.test.ts') && ALTERS.test(readFileSync(path.join(root, file), 'utf8'))),
)

// A machine that also does other things must not fail what is right.
const patient = { testTimeout: 120_000, hookTimeout: 120_000 }
const maxWorkers = Math.max(2, availableParallelism())

const notUnit = [...ignored, '**/*.{db,s3,process}.test.ts']

export default defineConfig({
  resolve: { alias },
  test: {
    maxWorkers,
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: [...notUnit, ...MOCKING],
          // Modules are loaded once for all files of a worker.
          isolate: false,
          ...patient,
        },
      },
      { resolve: { alias }, test: { name: 'unit-mocking', include: MOCKING, exclude: notUnit, ...patient } },
      {
        resolve: { alias },
        test: {
          name: 'integration',
          include: ['**/*.db.test.ts'],
          exclude: ignored,
          globalSetup: ['scripts/testing/global-setup.ts'],
          ...patient,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 's3',
          include: ['**/*.s3.test.ts'],
          exclude: ignored,
          globalSetup: ['scripts/testing/global-setup.ts', 'scripts/testing/s3-setup.ts'],
          ...patient,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'processes',
          include: ['**/*.process.test.ts'],
          exclude: ignored,
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
