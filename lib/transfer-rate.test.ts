import { describe, expect, it } from 'vitest'
import { RateMeter, secondsLeft } from './transfer-rate'

describe('RateMeter', () => {
  it('knows nothing before a second has passed', () => {
    const meter = new RateMeter()
    meter.record(0, 0)
    meter.record(900, 5000)
    expect(meter.rate(900)).toBeNull()
    expect(meter.rate(1000)).toBe(5000)
  })

  it('follows a change of speed within its window', () => {
    const meter = new RateMeter()
    for (let second = 0; second <= 60; second += 1) meter.record(second * 1000, second * 100)
    expect(meter.rate(60_000)).toBeCloseTo(100, 5)
    for (let second = 1; second <= 12; second += 1) meter.record(60_000 + second * 1000, 6000 + second * 900)
    expect(meter.rate(72_000)).toBeCloseTo(900, 5)
  })

  it('goes down while nothing moves', () => {
    const meter = new RateMeter()
    meter.record(0, 0)
    meter.record(1000, 1000)
    expect(meter.rate(10_000)).toBe(100)
  })

  it('starts anew after a pause', () => {
    const meter = new RateMeter()
    meter.record(0, 0)
    meter.record(2000, 2000)
    meter.reset()
    meter.record(600_000, 2000)
    meter.record(602_000, 4000)
    expect(meter.rate(602_000)).toBe(1000)
  })

  it('stays right when told very often', () => {
    const meter = new RateMeter()
    for (let at = 0; at < 1_000_000; at += 10) meter.record(at, at)
    expect(Math.round((meter.rate(999_990) ?? 0) / 100)).toBe(10)
  })
})

describe('secondsLeft', () => {
  it.each([
    [0, null, 0],
    [100, null, null],
    [100, 0, null],
    [1000, 100, 10],
  ])('%s bytes at %s', (remaining, rate, expected) => expect(secondsLeft(remaining, rate)).toBe(expected))
})
