import { afterEach, describe, expect, it, vi } from 'vitest'
import * as z from 'zod'
import { SealedCookie } from './sealed-cookie'

const secure = vi.hoisted(() => ({ on: false }))
vi.mock('./session-cookie', () => ({ secureCookies: () => secure.on }))
vi.mock('../sealing/sealing-secret', () => ({ sealingSecret: () => 's'.repeat(40) }))

const Kept = z.object({ who: z.string() })
const cookie = new SealedCookie('albumen.test', 60, Kept)
const headerOf = (line: string) => `a=b; ${line.split(';')[0]}; c=d`

afterEach(() => {
  vi.useRealTimers()
  secure.on = false
})

describe('a sealed cookie', () => {
  it('is read back for as long as it holds', () => {
    vi.useFakeTimers()
    const header = headerOf(cookie.written({ who: 'ada' }))
    expect(cookie.read(header)).toEqual({ who: 'ada' })
    expect(header).not.toContain('ada')
    vi.advanceTimersByTime(60_001)
    expect(cookie.read(header)).toBeNull()
  })

  it('is bound to the host where the address is https', () => {
    expect(cookie.written({ who: 'ada' })).toMatch(/^albumen\.test=.*; Path=\/; Max-Age=60; HttpOnly; SameSite=Lax$/)
    secure.on = true
    expect(cookie.written({ who: 'ada' })).toMatch(/^__Host-albumen\.test=.*; SameSite=Lax; Secure$/)
    expect(cookie.cleared()).toMatch(/^__Host-albumen\.test=; Path=\/; Max-Age=0;/)
  })

  it('is of ours, for this use, and whole', () => {
    const other = new SealedCookie('albumen.other', 60, Kept)
    const sealed = cookie.seal({ who: 'ada' })
    expect(other.open(sealed)).toBeNull()
    for (const wrong of ['', 'x', sealed.slice(1), `${sealed}A`, sealed.replace('v1', 'v2')])
      expect(cookie.open(wrong), wrong).toBeNull()
    expect(cookie.read(null)).toBeNull()
    expect(cookie.read('albumen.test=')).toBeNull()
  })
})
