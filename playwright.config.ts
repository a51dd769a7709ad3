import { existsSync } from 'node:fs'
import { defineConfig, devices } from '@playwright/test'

// The shell without windows takes two thirds of the processor time of the others, and draws with the same engine.
const chromium = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome']
  .map((name) => `/usr/bin/${name}`)
  .find(existsSync)

const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

// The specs run against the production build, started by e2e/global-setup.ts, or against the server at E2E_BASE_URL.
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  // What takes an hour: `npm run attack`.
  testIgnore: process.env.ATTACK_FORM === 'long' ? [] : '**/attack/long/**',
  globalSetup: './e2e/global-setup.ts',
  outputDir: 'test-results',
  fullyParallel: false,
  // More than cores: a spec waits for the server and for its page about half of its time.
  workers: 3,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 180_000,
  // They end a failing test, and measure nothing: a machine that does much else needs long.
  expect: { timeout: 30_000 },
  globalTimeout: 38 * 60_000,
  reporter: [['list'], ...(process.env.E2E_JSON ? [['json', { outputFile: process.env.E2E_JSON }] as const] : [])],
  use: {
    ...devices['Desktop Chrome'],
    baseURL: process.env.E2E_BASE_URL,
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: chromium, args: CHROMIUM_ARGS },
  },
})
