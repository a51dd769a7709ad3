import { expect, test } from '@playwright/test'
import { awake, mapDrawn } from './gallery-fixtures'

const EVERYWHERE = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

test('pages: scripts run by a nonce that is new each time, nothing is framed, nothing is kept', async ({ request }) => {
  const nonces = new Set<string>()
  for (const path of ['/', '/gallery', '/login', '/signup', '/photos/not-an-id', '/no-such-page']) {
    const reply = await request.get(path)
    const headers = reply.headers()
    expect(headers, path).toMatchObject(EVERYWHERE)
    expect(headers['x-powered-by']).toBeUndefined()
    expect(headers['cache-control'], path).toMatch(/no-store/)
    const policy = headers['content-security-policy'] ?? ''
    expect(policy).toMatch(/frame-ancestors 'none'/)
    expect(policy).toMatch(/object-src 'none'/)
    expect(policy).toMatch(/base-uri 'none'/)
    const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? ''
    expect(scripts).not.toMatch(/unsafe|https?:|\*|data:/)
    const nonce = /'nonce-([^']+)'/.exec(scripts)?.[1] ?? ''
    expect(nonce.length).toBeGreaterThanOrEqual(20)
    nonces.add(nonce)
    const opened = (await reply.text()).match(/<script\b[^>]*>/g) ?? []
    expect(opened.length, path).toBeGreaterThan(0)
    for (const script of opened) expect(script, path).toContain(`nonce="${nonce}"`)
  }
  expect(nonces.size).toBe(6)
})

test('replies of the API may load and run nothing', async ({ request }) => {
  for (const path of ['/api/v1/photos', '/api/v1/me', '/api/v1/nothing', '/api/auth/csrf', '/api']) {
    const headers = (await request.get(path)).headers()
    expect(headers, path).toMatchObject(EVERYWHERE)
    expect(headers['content-security-policy'], path).toMatch(/default-src 'none'; frame-ancestors 'none'/)
    expect(headers['cache-control'], path).toMatch(/no-store/)
  }
})

test('session cookies are HttpOnly and SameSite, and not Secure on plain http', async ({ request }) => {
  const reply = await request.get('/api/auth/csrf')
  for (const { value } of reply.headersArray().filter(({ name }) => name.toLowerCase() === 'set-cookie')) {
    expect(value).toMatch(/HttpOnly/)
    expect(value).toMatch(/SameSite=Lax/)
    expect(value).not.toMatch(/Secure/)
  }
})

test('no page breaks its own policy', async ({ page }) => {
  const broken: string[] = []
  await page.exposeFunction('noteViolation', (text: string) => broken.push(text))
  await page.addInitScript(() => {
    const { noteViolation } = window as unknown as { noteViolation: (text: string) => void }
    document.addEventListener('securitypolicyviolation', (event) =>
      noteViolation(`${event.violatedDirective} ${event.blockedURI} in ${event.sourceFile}`),
    )
  })
  for (const path of ['/', '/gallery', '/albums', '/map', '/login', '/signup', '/no-such-page']) {
    await page.goto(path)
    await awake(page)
    if (path !== '/map') continue
    // Where nobody has shown a place yet there is no map.
    const map = page.locator('canvas.maplibregl-canvas')
    await expect(map.or(page.getByText('No places to show'))).toBeVisible()
    if (await map.isVisible()) await mapDrawn(page)
  }
  expect(broken).toEqual([])
})

test('every body says what it is, and texts in which encoding', async ({ request }) => {
  const pages = ['/', '/gallery', '/login', '/docs', '/no-such-page']
  const rest = [
    '/api/v1/photos',
    '/api/v1/nothing',
    '/api/openapi.json',
    '/sitemap.xml',
    '/robots.txt',
    '/livez',
    '/readyz',
    '/metrics',
  ]
  for (const path of [...pages, ...rest, '/rss.xml', '/feed.json', '/icon.svg', '/manifest.webmanifest']) {
    const reply = await request.get(path)
    const type = reply.headers()['content-type'] ?? ''
    if ((await reply.body()).length === 0) continue
    expect(type, path).toMatch(/^[a-z]+\/[\w.+-]+/)
    if (/^text\/|[/+]xml/.test(type)) expect(type, path).toMatch(/;\s*charset=utf-8$/i)
  }
})
