import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { readDevice, writtenDevice } from './device-cookie'

vi.mock('./session-cookie', () => ({ authSecret: () => 's'.repeat(40), secureCookies: () => false }))

describe('the cookie of a browser in which somebody was logged in', () => {
  const userId = randomUUID()
  let pair: string
  beforeAll(() => {
    pair = writtenDevice(userId).split(';')[0] as string
  })

  it('is read back among others', () => {
    expect(readDevice(`a=b; ${pair}; c=d`)).toMatchObject({ userId })
    expect(writtenDevice(userId)).toMatch(/HttpOnly; SameSite=Lax$/)
  })

  it('is of ours alone', () => {
    const forged = pair.replace(userId, randomUUID())
    for (const header of [null, '', 'albumen.device=', forged, pair.slice(0, -1), `${pair}x`]) {
      expect(readDevice(header), String(header)).toBeNull()
    }
  })
})
