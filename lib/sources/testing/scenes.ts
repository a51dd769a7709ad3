import sharp from 'sharp'

/** What a made picture says of itself; nothing where it is left out. */
export interface SceneFacts {
  /** `2024:05:01 10:00:00`, as a camera writes it. */
  taken?: string
  model?: string
  quality?: number
}

/** A picture of big shapes, placed by a seed: no two seeds look alike, and each saved twice does. */
export async function scene(seed: number, { taken, model, quality = 90 }: SceneFacts = {}): Promise<Buffer> {
  const next = numbers(seed)
  const shapes = Array.from({ length: 14 }, () => {
    const [x, y, width, height] = [next(110), next(80), 20 + next(50), 15 + next(40)]
    return `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="hsl(${next(360)} 70% ${10 + next(80)}%)"/>`
  })
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="128" height="96"><rect width="128" height="96" fill="#456"/>${shapes.join('')}</svg>`
  const picture = sharp(Buffer.from(svg)).jpeg({ quality })
  if (taken === undefined && model === undefined) return picture.toBuffer()
  return picture
    .withExif({
      ...(model === undefined ? {} : { IFD0: { Make: 'Maker', Model: model } }),
      ...(taken === undefined ? {} : { IFD2: { DateTimeOriginal: taken } }),
    })
    .toBuffer()
}

/** Random areas: the fingerprints of two seeds differ by half of their bits, as those of unlike photos do. */
export async function mosaic(seed: number, model?: string): Promise<Buffer> {
  const next = numbers(seed)
  const areas = Buffer.from(Array.from({ length: 16 * 12 }, () => next(256)))
  const small = await sharp(areas, { raw: { width: 16, height: 12, channels: 1 } })
    .resize(160, 120)
    .png()
    .toBuffer()
  const picture = sharp(small).jpeg()
  return (model === undefined ? picture : picture.withExif({ IFD0: { Model: model } })).toBuffer()
}

/** One colour: too flat to be compared. */
export async function flat(seed: number): Promise<Buffer> {
  const next = numbers(seed)
  const background = { r: next(256), g: next(256), b: next(256) }
  return sharp({ create: { width: 64, height: 48, channels: 3, background } })
    .jpeg()
    .toBuffer()
}

function numbers(seed: number): (most: number) => number {
  let state = (seed * 2654435761 + 1) % 4294967296
  return (most) => {
    state = (state * 1664525 + 1013904223) % 4294967296
    return Math.floor((state / 4294967296) * most)
  }
}
