import sharp, { type Sharp } from 'sharp'
import { expect, test } from 'vitest'
import { fingerprintOf } from '../imaging/picture/fingerprint'
import { detailDistance } from './distances'
import { mirrored, plainBits, turnedPrints } from './turned-prints'

const SHAPES = Array.from({ length: 14 }, (_, n) => {
  const at = (most: number, step: number) => ((n + 3) * step) % most
  return `<rect x="${at(300, 71)}" y="${at(200, 53)}" width="${40 + at(120, 37)}" height="${40 + at(90, 29)}" fill="hsl(${at(360, 97)} 70% ${10 + at(80, 41)}%)"/>`
})
const SVG = `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="240"><rect width="320" height="240" fill="#456"/>${SHAPES.join('')}</svg>`
/** Without even areas: in those nobody can tell from the bits what a turn makes of them. */
const picture = () => sharp(Buffer.from(SVG)).blur(16)

async function printOf(drawn: Sharp) {
  const { data, info } = await drawn.removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return fingerprintOf({ data, width: info.width, height: info.height, channels: info.channels })
}

const differing = (one: string, other: string) => [...one].filter((bit, place) => bit !== other[place]).length

test('the prints of a mirrored and of a turned picture are known from its own', async () => {
  const { hash, detail } = await printOf(picture())
  const flopped = await printOf(sharp(await picture().flop().png().toBuffer()))
  expect(differing(plainBits(mirrored(hash ?? '')), flopped.hash ?? '')).toBeLessThanOrEqual(10)
  expect(differing(plainBits(mirrored(detail)), flopped.detail)).toBeLessThanOrEqual(detailDistance(10))
  for (const degrees of [0, 90, 180, 270]) {
    const turned = await printOf(sharp(await picture().rotate(degrees).png().toBuffer()))
    const nearest = Math.min(...turnedPrints(hash ?? '').map((print) => differing(print, turned.hash ?? '')))
    expect(nearest).toBeLessThanOrEqual(10)
    expect(Math.min(...turnedPrints(detail).map((print) => differing(print, turned.detail)))).toBeLessThanOrEqual(60)
  }
})

test('the bits stand in the order that is written down', async () => {
  // Brighter from left to right only, in steps of more than a cell.
  const across = await sharp({ create: { width: 90, height: 80, channels: 3, background: '#000' } })
    .composite([{ input: { create: { width: 45, height: 80, channels: 3, background: '#fff' } }, left: 45, top: 0 }])
    .png()
    .toBuffer()
  const { hash, detail } = await printOf(sharp(across))
  expect(hash).toBe(`${'00011000'.repeat(8)}${'0'.repeat(64)}`)
  expect(detail.slice(256)).toBe('0'.repeat(256))
  const down = await printOf(sharp(await sharp(across).rotate(90).png().toBuffer()))
  expect(down.hash).toBe(`${'0'.repeat(64)}${'0'.repeat(24)}${'1'.repeat(16)}${'0'.repeat(24)}`)
})

test('a picture in which nothing differs has no hash, and a detail all the same', async () => {
  const flat = await printOf(sharp({ create: { width: 64, height: 64, channels: 3, background: '#89a' } }))
  expect(flat).toEqual({ hash: null, detail: '0'.repeat(512) })
})
