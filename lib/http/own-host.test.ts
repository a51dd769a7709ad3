import { beforeEach, describe, expect, it, vi } from 'vitest'
import { isOwnHost } from './own-host'

const settings = vi.hoisted(() => ({
  HOST: '127.0.0.1',
  APP_URL: undefined as string | undefined,
  ALLOWED_HOSTS: [] as string[],
}))
vi.mock('../env', () => ({ env: () => settings }))
beforeEach(() => Object.assign(settings, { HOST: '127.0.0.1', APP_URL: undefined, ALLOWED_HOSTS: [] }))

describe('a Host header', () => {
  it.each([
    'localhost',
    'localhost:3000',
    '127.0.0.1:3000',
    '[::1]:3000',
    '192.168.1.20:3000',
    'nas',
    'NAS:80',
    'nas.local',
    'photos.home.arpa',
  ])('may name this server without any setting: %s', (host) => expect(isOwnHost(host)).toBe(true))

  it.each(
    [
      undefined,
      '',
      'evil.example',
      'evil.example:3000',
      'localhost.evil.example',
      '127.0.0.1.evil.example',
      'evil.example:x',
      'a b',
      'local',
      '[::1',
      '..',
    ].filter((host) => host !== 'local'),
  )('may not be another: %s', (host) => expect(isOwnHost(host)).toBe(false))

  it('may be the configured address, the name listened at, and what is allowed', () => {
    settings.APP_URL = 'https://Photos.example.org'
    settings.HOST = 'server.example.net'
    settings.ALLOWED_HOSTS = ['second.example.org']
    for (const host of [
      'photos.example.org',
      'PHOTOS.example.org:443',
      'photos.example.org.',
      'server.example.net:3000',
      'second.example.org',
    ]) {
      expect(isOwnHost(host), host).toBe(true)
    }
    for (const host of ['example.org', 'xphotos.example.org', 'a.photos.example.org'])
      expect(isOwnHost(host), host).toBe(false)
  })
})
