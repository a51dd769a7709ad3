import { expect, type PlaywrightWorkerArgs, test } from '@playwright/test'
import { examine } from './examine'
import { type Instance, startInstance } from './matrix/instance'
import { type Lie, LyingIssuer } from './oidc/lying-issuer'
import { HOUSE, logOut, newName, PASSWORD, person, toTheHouse } from './oidc/oidc-fixtures'

// An issuer that is not what it should be, before a library of its own.
test.describe.configure({ mode: 'serial' })

const issuer = new LyingIssuer()
let instance: Instance

test.beforeAll(async () => {
  test.setTimeout(480_000)
  await issuer.open()
  instance = await startInstance({
    OIDC_ISSUER: issuer.url,
    OIDC_CLIENT_ID: issuer.client.id,
    OIDC_CLIENT_SECRET: issuer.client.secret,
    OIDC_NAME: HOUSE,
  })
})
test.afterAll(async () => {
  await instance.stop()
  await issuer.close()
})
test.beforeEach(() => {
  issuer.lie = {}
})

/** Goes to the issuer and back as a browser does. @returns where that ended, and whether somebody is logged in */
async function attempt(playwright: PlaywrightWorkerArgs['playwright'], sub: string, lie: Lie) {
  Object.assign(issuer, { lie, sub })
  const program = await playwright.request.newContext({ baseURL: instance.url })
  const { csrfToken } = await (await program.get('/api/auth/csrf')).json()
  const out = await program.post('/api/auth/signin/oidc', { form: { csrfToken, callbackUrl: '/settings' } })
  const answer = await out.json()
  const end = out.ok() ? new URL((await program.get(answer.url)).url()) : null
  const me = await program.get('/api/v1/me')
  const said = await me.json()
  await program.dispose()
  return {
    ended: end ? `${end.pathname}${end.search}` : `${out.status()} ${answer.code}`,
    username: me.ok() ? said.username : null,
  }
}

const now = () => Math.floor(Date.now() / 1000)
const NOT_FINISHED = '/login?error=OAuthCallback&next=%2Fsettings'
const LIES: [string, () => Lie][] = [
  ['another iss', () => ({ claims: { iss: 'https://id.example.org' } })],
  ['no iss', () => ({ without: ['iss'] })],
  ['another aud', () => ({ claims: { aud: 'another-client' } })],
  ['many auds without azp', () => ({ claims: { aud: ['albumen', 'another-client'] } })],
  ['no aud', () => ({ without: ['aud'] })],
  ['an azp of another client', () => ({ claims: { aud: ['albumen', 'x'], azp: 'x' } })],
  ['an end that has been', () => ({ claims: { exp: now() - 120, iat: now() - 600 } })],
  ['no end', () => ({ without: ['exp'] })],
  ['an age from the future', () => ({ claims: { nbf: now() + 3600 } })],
  ['another nonce', () => ({ claims: { nonce: 'another' } })],
  ['no nonce', () => ({ without: ['nonce'] })],
  ['no sub', () => ({ without: ['sub'] })],
  ['the signature of another key', () => ({ sign: 'another key' })],
  ['no signature', () => ({ sign: 'none' })],
  ['a signature of the shared secret', () => ({ sign: 'shared secret' })],
  ['another state', () => ({ state: 'another' })],
  ['somebody else at userinfo', () => ({ userinfo: { sub: 'somebody-else' } })],
  [
    'discovery of another issuer',
    () => ({ discovery: { issuer: 'https://id.example.org' }, claims: { iss: 'https://id.example.org' } }),
  ],
  ['a token that never comes', () => ({ at: 'token', how: 'never' })],
  ['a token that drips', () => ({ at: 'token', how: 'dripping' })],
  ['a token without end', () => ({ at: 'token', how: 'without end' })],
  ['a token that is no JSON', () => ({ at: 'token', how: 'no JSON' })],
  ['a token that is elsewhere', () => ({ at: 'token', how: 'elsewhere' })],
  ['keys that drip', () => ({ at: 'jwks', how: 'dripping' })],
  ['userinfo that fails', () => ({ at: 'userinfo', how: '500' })],
]

test('an issuer that says what is right lets in', async ({ playwright }) => {
  const sub = newName()
  expect(await attempt(playwright, sub, {})).toEqual({ ended: '/settings', username: sub })
})

for (const [about, lie] of LIES)
  test(`nobody comes in by ${about}`, async ({ playwright }) => {
    const sub = newName()
    expect(await attempt(playwright, sub, lie())).toEqual({ ended: NOT_FINISHED, username: null })
    // The same person, once it is told right.
    expect(await attempt(playwright, sub, {})).toMatchObject({ username: sub })
  })

for (const how of ['never', 'dripping', 'without end', 'no JSON', '500', 'elsewhere'] as const)
  test(`an issuer whose first answer is ${how} is one that does not answer`, async ({ playwright }) => {
    const refused = { ended: '503 unavailable', username: null }
    expect(await attempt(playwright, newName(), { at: 'discovery', how })).toEqual(refused)
  })

test('what stands in the address of the way out does not go to the issuer', async ({ playwright }) => {
  const program = await playwright.request.newContext({ baseURL: instance.url })
  const { csrfToken } = await (await program.get('/api/auth/csrf')).json()
  const evil = 'redirect_uri=https://evil.example&scope=openid+admin&client_id=x&callbackUrl=https://evil.example'
  const form = { csrfToken, callbackUrl: 'https://evil.example/' }
  const { url } = await (await program.post(`/api/auth/signin/oidc?${evil}`, { form })).json()
  const { searchParams } = new URL(url)
  expect(url).not.toContain('evil')
  expect([searchParams.get('scope'), searchParams.get('client_id')]).toEqual(['openid profile email', 'albumen'])
  expect(searchParams.get('code_challenge_method')).toBe('S256')
  for (const name of ['state', 'nonce', 'code_challenge']) expect(searchParams.get(name)?.length).toBeGreaterThan(30)
  issuer.sub = newName()
  const end = await program.get(url)
  expect(new URL(end.url()).origin).toBe(instance.url)
  const without = await program.post('/api/auth/signin/oidc', { form: { callbackUrl: '/' } })
  expect((await without.json()).url).not.toContain(issuer.url)
  await program.dispose()
})

test('the page says that the issuer is down, and the password works', async ({ browser }) => {
  const { username, page, context } = await person(browser, instance)
  await logOut(context)
  await issuer.close()
  try {
    await page.goto('/login?next=/settings')
    await toTheHouse(page).click()
    await expect(page.getByText(`${HOUSE} does not answer as it should. Log in with your password`)).toBeVisible()
    await examine(page, 'the issuer is down')
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/down.png` })
    await page.getByLabel('E-mail or username').fill(username)
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await page.getByRole('button', { name: 'Log in' }).click()
    await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
  } finally {
    await issuer.open()
  }
  await context.close()
})
