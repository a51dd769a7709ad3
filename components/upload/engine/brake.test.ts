import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Brake } from './brake'

describe('Brake', () => {
  beforeEach(() => void vi.useFakeTimers({ now: 0 }))
  afterEach(() => void vi.useRealTimers())

  it('waits after a failure, tries with one, opens with success', () => {
    const released = vi.fn()
    const brake = new Brake(released, () => 0.5)
    expect(brake.allowed(4)).toBe(4)
    brake.failed('The connection broke.', null)
    brake.failed('The connection broke.', null)
    expect(brake.state).toEqual({ kind: 'waiting', until: 1000, reason: 'The connection broke.' })
    expect(brake.allowed(4)).toBe(0)
    vi.advanceTimersByTime(1000)
    expect(released).toHaveBeenCalledTimes(1)
    expect(brake.allowed(4)).toBe(1)
    brake.failed('The connection broke.', null)
    expect(brake.state).toMatchObject({ until: 3000 })
    vi.advanceTimersByTime(2000)
    brake.succeeded()
    expect(brake.allowed(4)).toBe(4)
  })

  it('does what Retry-After asks', () => {
    const brake = new Brake(
      () => {},
      () => 0.5,
    )
    brake.failed('Too much at once.', 40)
    expect(brake.state).toMatchObject({ until: 40_000 })
  })

  it('offline holds whatever else is; online goes on at once', () => {
    const released = vi.fn()
    const brake = new Brake(released, () => 0.5)
    brake.failed('The connection broke.', 3600)
    brake.setOnline(false)
    expect(brake.state).toEqual({ kind: 'offline' })
    brake.setOnline(true)
    expect(brake.state).toEqual({ kind: 'open' })
    expect(released).toHaveBeenCalledTimes(1)
  })

  it('a person may go on before the time is over, and after logging in', () => {
    const brake = new Brake(
      () => {},
      () => 0.5,
    )
    brake.signOut()
    expect(brake.allowed(4)).toBe(0)
    brake.release()
    expect(brake.allowed(4)).toBe(4)
  })
})
