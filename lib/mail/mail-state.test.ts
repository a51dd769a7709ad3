import { expect, it, vi } from 'vitest'
import { mailState } from './mail-state'

const settings: Record<string, string | undefined> = {}
vi.mock('../env', () => ({ env: () => settings }))

it.each([
  [undefined, undefined, 'off'],
  [undefined, 'https://photos.example.org', 'off'],
  ['smtp://127.0.0.1:25', 'https://photos.example.org', 'ready'],
  ['smtp://127.0.0.1:25', undefined, 'no_address'],
])('with SMTP_URL %s and APP_URL %s mail is %s', (SMTP_URL, APP_URL, state) => {
  Object.assign(settings, { SMTP_URL, APP_URL })
  expect(mailState()).toBe(state)
})
