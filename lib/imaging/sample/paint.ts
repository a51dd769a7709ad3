/** Shapes of the sample pictures as SVG; what is by chance is the same in every run. */

/** Numbers from 0 to 1 by a seed. */
export function chance(seed: number): () => number {
  let state = seed * 2_654_435_761
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}

let gradients = 0

/** A rectangle of colours from top to bottom. */
export function wash(x: number, y: number, width: number, height: number, ...colours: string[]): string {
  gradients += 1
  const id = `g${gradients}`
  const stops = colours.map(
    (colour, index) => `<stop offset="${index / Math.max(1, colours.length - 1)}" stop-color="${colour}"/>`,
  )
  return `<defs><linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1">${stops.join('')}</linearGradient></defs>
    <rect x="${x}" y="${y}" width="${width}" height="${height}" fill="url(#${id})"/>`
}

/** A disc with a halo. */
export function sun(x: number, y: number, radius: number, colour: string): string {
  gradients += 1
  const id = `g${gradients}`
  return `<defs><radialGradient id="${id}"><stop offset="0" stop-color="${colour}" stop-opacity=".75"/>
    <stop offset="1" stop-color="${colour}" stop-opacity="0"/></radialGradient></defs>
    <circle cx="${x}" cy="${y}" r="${radius * 5}" fill="url(#${id})"/><circle cx="${x}" cy="${y}" r="${radius}" fill="${colour}"/>`
}

/** Hills or mountains against what stands behind them. @param rough 0 soft, 1 jagged */
export function ridge(
  seed: number,
  {
    width,
    bottom,
    top,
    height,
    rough,
    colour,
  }: Record<'width' | 'bottom' | 'top' | 'height' | 'rough', number> & {
    colour: string
  },
): string {
  const next = chance(seed)
  const phases = [next(), next(), next(), next()].map((one) => one * 7)
  const points = Array.from({ length: 161 }, (_, index) => {
    const at = index / 160
    const wave = phases.reduce(
      (sum, phase, octave) => sum + Math.sin(at * (3 + octave * 5) + phase) / (octave + 1.4),
      0,
    )
    const jag = rough * (Math.abs(Math.sin(at * 31 + seed)) + next() * 0.35 - 0.5)
    return `${(at * width).toFixed(1)},${(top + height * (0.5 - wave / 3 - jag * 0.6)).toFixed(1)}`
  })
  return `<polygon points="0,${bottom} ${points.join(' ')} ${width},${bottom}" fill="${colour}"/>`
}

/** Small lights. */
export function dots(
  seed: number,
  count: number,
  box: [number, number, number, number],
  colour: string,
  size = 2,
): string {
  const next = chance(seed)
  const [x, y, width, height] = box
  return Array.from({ length: count }, () => {
    const [left, top, radius, light] = [
      x + next() * width,
      y + next() * height,
      size * (0.4 + next()),
      0.3 + next() * 0.7,
    ]
    return `<circle cx="${left.toFixed(1)}" cy="${top.toFixed(1)}" r="${radius.toFixed(1)}" fill="${colour}" opacity="${light.toFixed(2)}"/>`
  }).join('')
}

/** Glints on water, wider towards the bottom. */
export function glints(seed: number, x: number, y: number, height: number, colour: string): string {
  const next = chance(seed)
  return Array.from({ length: 70 }, (_, index) => {
    const down = index / 70
    const half = 8 + down * 150 * next()
    const left = x - half + (next() - 0.5) * 90 * down
    return `<rect x="${left.toFixed(1)}" y="${(y + down * height).toFixed(1)}" width="${(half * 2).toFixed(1)}" height="${(2 + down * 5).toFixed(1)}" rx="3" fill="${colour}" opacity="${(0.85 - down * 0.6).toFixed(2)}"/>`
  }).join('')
}

/** Firs in a row. */
export function firs(seed: number, count: number, width: number, foot: number, height: number, colour: string): string {
  const next = chance(seed)
  return Array.from({ length: count }, (_, index) => {
    const x = ((index + next() * 0.9) / count) * width
    const tall = height * (0.6 + next() * 0.6)
    const wide = tall * 0.2
    return [0, 0.22, 0.44]
      .map((up) => {
        const [low, high, half] = [foot - tall * up * 0.9, foot - tall * (up * 0.9 + 0.5), wide * (1 - up)]
        return `<polygon points="${x - half},${low} ${x},${high} ${x + half},${low}" fill="${colour}"/>`
      })
      .join('')
  }).join('')
}

/** Houses side by side, with lit windows. */
export function houses(
  seed: number,
  width: number,
  foot: number,
  height: number,
  walls: string[],
  lit: string,
): string {
  const next = chance(seed)
  const found: string[] = []
  for (let x = -20; x < width; ) {
    const wide = 70 + next() * 90
    const tall = height * (0.35 + next() * 0.65)
    found.push(
      `<rect x="${x}" y="${foot - tall}" width="${wide - 3}" height="${tall}" fill="${walls[found.length % walls.length]}"/>`,
    )
    for (let row = foot - tall + 16; row < foot - 24; row += 34)
      for (let column = x + 12; column < x + wide - 22; column += 26)
        if (next() > 0.45)
          found.push(
            `<rect x="${column}" y="${row}" width="11" height="16" fill="${lit}" opacity="${(0.4 + next() * 0.6).toFixed(2)}"/>`,
          )
    x += wide
  }
  return found.join('')
}

/** A sailing boat. */
export function boat(x: number, y: number, size: number, sail: string, hull: string): string {
  return `<g transform="translate(${x} ${y}) scale(${size})"><polygon points="2,-6 2,-96 62,-6" fill="${sail}"/>
    <polygon points="-4,-6 -4,-80 -44,-6" fill="${sail}" opacity=".8"/><path d="M-56 0H72L54 24H-38Z" fill="${hull}"/></g>`
}

/** A balloon of stripes. */
export function balloon(x: number, y: number, size: number, colours: [string, string]): string {
  const [one, two] = colours
  return `<g transform="translate(${x} ${y}) scale(${size})"><path d="M0-60C44-60 58-24 52 4 46 30 18 52 12 66H-12C-18 52-46 30-52 4-58-24-44-60 0-60Z" fill="${one}"/>
    <path d="M0-60C20-60 24-20 22 6 20 32 8 54 5 66H-5C-8 54-20 32-22 6-24-20-20-60 0-60Z" fill="${two}"/><rect x="-9" y="74" width="18" height="13" fill="#4a3626"/></g>`
}
