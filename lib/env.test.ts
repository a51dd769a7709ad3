import { describe, expect, it } from 'vitest'
import { EnvironmentError, parseEnv } from './env'

function problemsOf(source: Record<string, string>): string[] {
  try {
    parseEnv(source)
  } catch (error) {
    if (error instanceof EnvironmentError) return error.problems
    throw error
  }
  return []
}

const CLIENT = { OIDC_CLIENT_ID: 'albumen' }
const ISSUER = { ...CLIENT, OIDC_ISSUER: 'https://id.example.org' }

describe('parseEnv', () => {
  it.each([
    'https://id.example.org/realms/home/',
    'http://localhost:8080',
    'http://127.0.0.1/realms/home',
    'http://[::1]:80',
  ])('takes the issuer %s', (OIDC_ISSUER) => {
    expect(problemsOf({ ...CLIENT, OIDC_ISSUER, PASSWORD_LOGIN: 'false' })).toEqual([])
  })

  it('takes an issuer without encryption where that is said', () => {
    const issuer = { ...CLIENT, OIDC_ISSUER: 'http://id.lan' }
    expect(problemsOf({ ...issuer, OIDC_ALLOW_HTTP: 'true' })).toEqual([])
    expect(problemsOf({ ...issuer, OIDC_ALLOW_HTTP: 'false' })).toHaveLength(1)
  })

  it('has a default for everything', () => {
    const env = parseEnv({})
    expect(env).toMatchObject({ PORT: 3000, HOST: '127.0.0.1', S3_FORCE_PATH_STYLE: true })
    expect(env.DATABASE_URL).toBeUndefined()
  })

  it.each([
    ['photos@example.org', '', 'photos@example.org'],
    ['Our photos <photos@example.org>', 'Our photos', 'photos@example.org'],
    ['<photos@example.org>', '', 'photos@example.org'],
  ])('takes the sender %s', (MAIL_FROM, name, address) => {
    expect(parseEnv({ MAIL_FROM }).MAIL_FROM).toEqual({ name, address })
  })

  it('takes an empty string for not set', () => {
    expect(parseEnv({ PORT: '', DATABASE_URL: '', S3_ENDPOINT: '' })).toEqual(parseEnv({}))
  })

  const wrong: [string, Record<string, string>, RegExp][] = [
    ['a word for a port', { PORT: 'http' }, /^PORT: /],
    ['a port out of range', { PORT: '65536' }, /^PORT: /],
    ['half a port', { PORT: '80.5' }, /^PORT: /],
    ['an address without a scheme', { APP_URL: 'photos.example.org' }, /^APP_URL: write an address such as https/],
    ['an address with a path', { APP_URL: 'https://example.org/photos' }, /^APP_URL: /],
    ['another database', { DATABASE_URL: 'mysql://localhost/x' }, /^DATABASE_URL: write postgres:/],
    ['a path for a store', { STORAGE_URL: '/srv/photos' }, /^STORAGE_URL: write file:\/\/\//],
    ['a relative file address', { STORAGE_URL: 'file://photos' }, /^STORAGE_URL: /],
    ['a short secret', { AUTH_SECRET: 'short' }, /^AUTH_SECRET: use at least 32/],
    ['a mail server without a scheme', { SMTP_URL: 'mail.example.org:587' }, /^SMTP_URL: write smtp:/],
    ['two senders', { MAIL_FROM: 'a@example.org, b@example.org' }, /^MAIL_FROM: write an address/],
    ['a name for a sender', { MAIL_FROM: 'Albumen' }, /^MAIL_FROM: write an address/],
    ['an unknown way to sign up', { SIGNUP: 'maybe' }, /^SIGNUP: /],
    ['no way in at all', { PASSWORD_LOGIN: 'false' }, /^PASSWORD_LOGIN: false needs another way in/],
    ['a bucket for keys without its server', { S3_LOGIN_BUCKET: 'photos' }, /^S3_LOGIN_BUCKET: works only with both/],
    [
      'a server for keys without its bucket',
      { S3_LOGIN_ENDPOINT: 'https://s3.example.org' },
      /^S3_LOGIN_ENDPOINT: wor/,
    ],
    ['an issuer without a client', { OIDC_ISSUER: 'https://id.example.org' }, /^OIDC_CLIENT_ID: is needed/],
    ['a client without an issuer', { OIDC_CLIENT_ID: 'albumen' }, /^OIDC_CLIENT_ID: works only with OIDC_ISSUER/],
    ['an issuer without encryption', { ...CLIENT, OIDC_ISSUER: 'http://id.example.org' }, /^OIDC_ISSUER: use https/],
    ['one that only begins so', { ...CLIENT, OIDC_ISSUER: 'http://localhost.example.org' }, /^OIDC_ISSUER: use https/],
    ['a role without its value', { ...ISSUER, OIDC_ROLE_CLAIM: 'groups' }, /^OIDC_ADMIN_VALUE: is needed/],
    ['a value without its claim', { ...ISSUER, OIDC_ADMIN_VALUE: 'admins' }, /^OIDC_ROLE_CLAIM: is needed/],
    ['scopes without openid', { ...ISSUER, OIDC_SCOPE: 'email' }, /^OIDC_SCOPE: write scopes/],
    ['an unsigned issuer', { ...ISSUER, OIDC_SIGNING_ALG: 'none' }, /^OIDC_SIGNING_ALG: /],
    ['yes for a flag', { S3_FORCE_PATH_STYLE: 'yes' }, /^S3_FORCE_PATH_STYLE: /],
    ['an address that lives a second', { S3_URL_TTL: '1' }, /^S3_URL_TTL: /],
    ['a relative root for sources', { SOURCE_ROOTS: '/mnt/photos:scans' }, /^SOURCE_ROOTS: write absolute/],
    ['half the people', { SOURCE_PRIVATE_ENDPOINTS: 'some' }, /^SOURCE_PRIVATE_ENDPOINTS: /],
    ['a short secret for events', { EVENTS_SECRET: 'short' }, /^EVENTS_SECRET: use at least 16/],
    ['no workers', { WORKER_CONCURRENCY: '0' }, /^WORKER_CONCURRENCY: /],
    ['tiles without coordinates', { MAP_TILES_URL: 'https://tiles.example.org' }, /^MAP_TILES_URL: /],
    [
      'a bucket without its key',
      { STORAGE_URL: 's3://photos', S3_SECRET_ACCESS_KEY: 'x' },
      /^S3_ACCESS_KEY_ID: is needed/,
    ],
    [
      'a public endpoint without S3',
      { S3_PUBLIC_ENDPOINT: 'https://s3.example.org' },
      /^S3_PUBLIC_ENDPOINT: works only/,
    ],
  ]
  it.each(wrong)('refuses %s', (_name, source, message) => {
    const problems = problemsOf(source)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(message)
  })

  it('tells of all mistakes together', () => {
    const source = { PORT: 'x', SIGNUP: 'x', STORAGE_URL: 's3://photos', S3_ACCESS_KEY_ID: 'k' }
    expect(problemsOf(source).map((problem) => problem.split(':')[0])).toEqual([
      'PORT',
      'SIGNUP',
      'S3_SECRET_ACCESS_KEY',
    ])
    expect(() => parseEnv(source)).toThrow('The environment has 3 mistakes:\n  PORT: ')
  })

  it('never repeats a value, which may be a secret', () => {
    expect(problemsOf({ AUTH_SECRET: 'tooshort', DATABASE_URL: 'mysql://u:hunter2@h/x' }).join()).not.toMatch(
      /tooshort|hunter2/,
    )
  })

  const right: [string, Record<string, string>][] = [
    ['a bucket', { STORAGE_URL: 's3://photos/some/prefix', S3_ACCESS_KEY_ID: 'a', S3_SECRET_ACCESS_KEY: 'b' }],
    ['a folder', { STORAGE_URL: 'file:///srv/photos%20of%20mine' }],
    ['a database', { DATABASE_URL: 'postgresql://u:p@h:5432/x?sslmode=require' }],
    ['any free port', { PORT: '0' }],
  ]
  it.each(right)('takes %s', (_name, source) => {
    expect(problemsOf(source)).toEqual([])
  })
})
