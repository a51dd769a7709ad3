import { describe, expect, it } from 'vitest'
import { SignInRefusal } from '../auth/elsewhere'
import type { OidcSettings } from '../auth/ways-in'
import { readClaims } from './claims'

const SETTINGS: OidcSettings = {
  issuer: 'https://id.example.org',
  clientId: 'albumen',
  clientSecret: undefined,
  name: 'House',
  scope: 'openid',
  signingAlg: 'RS256',
  roleClaim: 'groups',
  adminValue: 'photo-admins',
  quotaClaim: 'quota',
  signUp: undefined,
}
const read = (claims: object, settings: Partial<OidcSettings> = {}) =>
  readClaims({ sub: 's', ...claims }, { ...SETTINGS, ...settings })

describe('the role that claims say', () => {
  it.each([
    [{ groups: ['a', 'photo-admins'] }, 'admin'],
    [{ groups: 'photo-admins' }, 'admin'],
    [{ groups: ['photo-admins-not'] }, 'user'],
    [{ groups: 'a photo-admins' }, 'user'],
    [{ groups: ['PHOTO-ADMINS'] }, 'user'],
    [{ groups: [['photo-admins']] }, 'user'],
    [{ groups: { 'photo-admins': true } }, 'user'],
    [{ groups: [] }, 'user'],
    [{ groups: null }, 'user'],
    [{}, 'user'],
  ])('%j: %s', (claims, role) => expect(read(claims).role).toBe(role))

  it('is none of theirs where nothing says which claim it is', () => {
    const unset = { roleClaim: undefined, adminValue: undefined }
    expect(read({ groups: ['photo-admins'] }, unset).role).toBeUndefined()
  })

  it.each([
    ['realm_access.roles', { realm_access: { roles: ['photo-admins'] } }, 'admin'],
    ['https://x.example/roles', { 'https://x.example/roles': ['photo-admins'] }, 'admin'],
    ['a.b', { 'a.b': 'photo-admins', a: { b: 'other' } }, 'admin'],
    ['constructor.name', {}, 'user'],
    ['groups.length', { groups: ['photo-admins'] }, 'user'],
  ])('is found at %s', (roleClaim, claims, role) => expect(read(claims, { roleClaim }).role).toBe(role))

  it('may be a flag', () => {
    const flag = { roleClaim: 'is_admin', adminValue: 'true' }
    expect([true, 'true', false, 1].map((value) => read({ is_admin: value }, flag).role)).toEqual([
      'admin',
      'admin',
      'user',
      'user',
    ])
  })
})

describe('the quota that claims say', () => {
  it.each([
    [5_000_000_000, 5_000_000_000],
    ['5000000000', 5_000_000_000],
    ['5 GB', 5_000_000_000],
    ['1.5tb', 1_500_000_000_000],
    ['20MB', 20_000_000],
    [0, 0],
    ['0', 0],
    [-1, null],
    ['unlimited', null],
  ])('%j: %j', (quota, bytes) => expect(read({ quota }).quotaBytes).toBe(bytes))

  it.each([undefined, null, '', 'much', -2, 1.5, Number.NaN, '1e9', ['5 GB'], true, '9'.repeat(17), '9999999 TB'])(
    'says nothing by %j',
    (quota) => expect(read({ quota }).quotaBytes).toBeUndefined(),
  )

  it('is none of theirs where nothing says which claim it is', () => {
    expect(read({ quota: 1 }, { quotaClaim: undefined }).quotaBytes).toBeUndefined()
  })
})

describe('who somebody is', () => {
  it.each([undefined, null, '', 5, 'x'.repeat(256), 'a\u0000b', 'a\ud800b', ['s']])(
    'is not told by the subject %j',
    (sub) => {
      expect(() => read({ sub })).toThrow(SignInRefusal)
    },
  )

  it('is the subject as it is written, and never the e-mail address', () => {
    expect(read({ sub: ' S/ü ', email: 'Ada@Example.org' })).toMatchObject({
      issuer: SETTINGS.issuer,
      subject: ' S/ü ',
      email: 'ada@example.org',
    })
  })

  it.each([
    [true, false],
    [undefined, false],
    [false, true],
    ['false', true],
  ])('has an address whose e-mail is verified: %j', (email_verified, emailUnconfirmed) => {
    expect(read({ email: 'a@example.org', email_verified })).toMatchObject({ emailUnconfirmed })
  })

  it.each([['not one'], [''], [5], [['a@example.org']], ['a@example.org,b@example.org']])(
    'has no address in %j',
    (email) => expect(read({ email }).email).toBeNull(),
  )

  it.each([
    [{ preferred_username: 'Ada.Lovelace' }, 'ada-lovelace'],
    [{ preferred_username: 'ada@example.org' }, 'ada'],
    [{ email: 'grace.hopper@example.org' }, 'grace-hopper'],
    [{ preferred_username: 'Zoë Müller' }, 'zoe-muller'],
    [{ preferred_username: '../../x' }, 'x'],
    [{ preferred_username: '李' }, ''],
    [{ preferred_username: 'x'.repeat(80) }, 'x'.repeat(30)],
    [{}, ''],
  ])('%j wants the username %j', (claims, username) => expect(read(claims).username).toBe(username))

  it.each([
    ['Ada Lovelace', 'Ada Lovelace'],
    ['', null],
    ['\u202eada', null],
    [{ toString: 'x' }, null],
  ])('is called %j: %j', (name, told) => expect(read({ name }).name).toBe(told))
})
