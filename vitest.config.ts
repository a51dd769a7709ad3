import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const alias = { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') }
const ignored = ['**/node_modules/**', '**/.next/**', 'e2e/**']

export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        test: { name: 'unit', include: ['**/*.test.ts'], exclude: [...ignored, '**/*.db.test.ts', '**/*.s3.test.ts'] },
      },
      {
        resolve: { alias },
        test: {
          name: 'integration',
          include: ['**/*.db.test.ts', '**/*.s3.test.ts'],
          exclude: ignored,
          globalSetup: ['scripts/testing/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
