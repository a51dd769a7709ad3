import sharp, { type Sharp } from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { fingerprintOf } from '../../imaging/picture/fingerprint'
import { judgeLikeness, type Likeness } from './same-picture'

/** A picture of big shapes in few colours, as a seed places them. */
function scene(seed: number) {
  let state = seed * 2654435761
  const next = (most: number) => {
    state = (state * 1664525 + 1013904223) % 4294967296
    return Math.floor((state / 4294967296) * most)
  }
  const shapes = Array.from(
    { length: 14 },
    () =>
      `<rect x="${next(300)}" y="${next(200)}" width="${40 + next(120)}" height="${40 + next(90)}" fill="hsl(${next(360)} 70% ${10 + next(80)}%)"/>`,
  )
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="240"><rect width="320" height="240" fill="#456"/>${shapes.join('')}</svg>`
  return sharp(Buffer.from(svg))
}

async function hashOf(picture: Sharp): Promise<string | null> {
  const { data, info } = await picture.removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return fingerprintOf({ data, width: info.width, height: info.height, channels: info.channels }).hash
}

const CAMERA: Likeness['fields']['camera'] = {
  make: 'Fuji',
  model: 'X-T30',
  lens: null,
  iso: null,
  aperture: null,
  exposure: null,
  focalLength: null,
}
const NONE: typeof CAMERA = { ...CAMERA, make: null, model: null }
const like = (hash: string | null, takenLocal: string | null = null, camera = NONE): Likeness => ({
  hash,
  width: 320,
  height: 240,
  fields: { takenLocal, camera },
})
const TIME = '2024-05-01T10:00:00'

describe('other bytes under a known key', () => {
  let one: string | null
  let other: string | null
  beforeAll(async () => {
    one = await hashOf(scene(1))
    other = await hashOf(scene(2))
  })

  it('are the same picture where time, camera and fingerprint say so', async () => {
    const again = await hashOf(sharp(await scene(1).jpeg({ quality: 60 }).toBuffer()))
    expect(judgeLikeness(like(one, TIME, CAMERA), like(again, '2024-05-01 10:00:00.000', CAMERA))).toBe('same')
    expect(judgeLikeness(like(one, TIME), like(again, TIME))).toBe('same')
  })

  it('are another one where they contradict', () => {
    expect(judgeLikeness(like(one, TIME, CAMERA), like(one, '2024-05-01T10:00:01', CAMERA))).toBe('other')
    expect(judgeLikeness(like(one, `${TIME}.10`, CAMERA), like(one, `${TIME}.55`, CAMERA))).toBe('other')
    expect(judgeLikeness(like(one), like(other))).toBe('other')
    expect(judgeLikeness(like(one, TIME, CAMERA), like(other, null, CAMERA))).toBe('other')
    expect(judgeLikeness(like(one, TIME, CAMERA), like(other, TIME, { ...CAMERA, model: 'Z6' }))).toBe('other')
  })

  it('leave it open where they cannot tell', () => {
    expect(judgeLikeness(like(null), like(null))).toBe('unknown')
    expect(judgeLikeness(like(one), like(null))).toBe('unknown')
    expect(judgeLikeness(like(one), like(one))).toBe('unknown')
    expect(judgeLikeness(like(one, TIME, CAMERA), like(other, TIME, CAMERA))).toBe('unknown')
    expect(judgeLikeness(like(one, TIME, CAMERA), like(one))).toBe('unknown')
  })

  it('are the same picture, turned, where their size fits too', async () => {
    const pixels = await scene(1).png().toBuffer()
    const size = { width: 240, height: 320 }
    for (const [turned, to] of [
      [90, size],
      [180, {}],
      [270, size],
    ] as const) {
      const after = { ...like(await hashOf(sharp(pixels).rotate(turned)), TIME, CAMERA), ...to }
      expect(judgeLikeness(like(one, TIME, CAMERA), after), String(turned)).toBe('same')
    }
    const across = like(await hashOf(sharp(pixels).rotate(90)))
    expect(
      judgeLikeness(like(one, TIME, CAMERA), { ...across, ...like(null, TIME, CAMERA), hash: across.hash }),
    ).not.toBe('same')
    expect(judgeLikeness(like(one), across)).not.toBe('same')
  })
})
