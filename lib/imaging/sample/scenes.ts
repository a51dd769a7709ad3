import { balloon, boat, chance, dots, firs, glints, houses, ridge, sun, wash } from './paint'

/** A drawn picture: its size and its shapes, on a sheet of that size. */
export interface Scene {
  width: number
  height: number
  svg: string
}

const scene = (width: number, height: number, ...shapes: string[]): Scene => ({
  width,
  height,
  svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${shapes.join('')}</svg>`,
})

const W = 1620
const H = 1080
const hills = (seed: number, top: number, height: number, rough: number, colour: string, width = W, bottom = H) =>
  ridge(seed, { width, bottom, top, height, rough, colour })
const sheet = (...colours: string[]) => wash(0, 0, W, H, ...colours)

/** The pictures by name. No two look alike, so that nothing is taken for a duplicate. */
export const SCENES: Record<string, () => Scene> = {
  'morning-in-the-mountains': () =>
    scene(
      W,
      H,
      sheet('#35507a', '#e9a27c', '#ffe3b0'),
      sun(1130, 420, 62, '#fff3cf'),
      hills(3, 330, 260, 0.9, '#6d7fa3'),
      hills(8, 500, 240, 0.7, '#4b5f86'),
      hills(5, 690, 220, 0.45, '#2d3f61'),
      firs(4, 34, W, H, 190, '#16243b'),
    ),
  'evening-at-sea': () =>
    scene(
      W,
      H,
      sheet('#2b2350', '#c2485a', '#ff9a4d', '#ffd27a'),
      sun(560, 610, 88, '#fff0b8'),
      wash(0, 640, W, 440, '#b8573f', '#241a3d'),
      glints(2, 560, 648, 420, '#ffd98f'),
      boat(1130, 700, 1.7, '#3a1f38', '#1d1024'),
    ),
  'city-at-night': () =>
    scene(
      W,
      H,
      sheet('#070b1f', '#1a2450', '#53407a'),
      dots(5, 150, [0, 0, W, 420], '#ffffff'),
      sun(1330, 190, 46, '#fdf6dd'),
      houses(7, W, 900, 420, ['#131a38', '#0d132b'], '#ffd37a'),
      houses(11, W, H, 330, ['#060a1c', '#0a0f26'], '#ffe7b0'),
    ),
  'northern-lights': () =>
    scene(
      W,
      H,
      sheet('#04101f', '#0b2a3c', '#0a1c2a'),
      dots(9, 320, [0, 0, W, 760], '#eaf6ff', 1.7),
      aurora(),
      hills(6, 700, 200, 0.8, '#0a1621'),
      wash(0, 900, W, 180, '#0f3a3d', '#04101a'),
      firs(12, 26, W, 912, 150, '#02070d'),
    ),
  dunes: () =>
    scene(
      W,
      H,
      sheet('#7db7e8', '#d9ecf4'),
      sun(260, 210, 56, '#fffbe6'),
      hills(21, 430, 190, 0, '#eec07f'),
      hills(15, 560, 260, 0, '#d99a52'),
      hills(28, 760, 240, 0, '#b97536'),
    ),
  lighthouse: () =>
    scene(
      W,
      H,
      sheet('#5fa8de', '#bfe0f2', '#f4f7ee'),
      clouds(3),
      wash(0, 720, W, 360, '#2c7ea8', '#123f62'),
      hills(31, 740, 260, 0.6, '#4a4640'),
      tower(1090, 760),
    ),
  'balloons-over-the-lake': () =>
    scene(
      W,
      H,
      sheet('#8fc7ea', '#f5dfc6'),
      hills(17, 560, 160, 0.35, '#7d9a8c'),
      wash(0, 760, W, 320, '#9cc4cf', '#3f7183'),
      balloon(380, 300, 2.1, ['#d8443c', '#f4c64e']),
      balloon(890, 200, 1.4, ['#2f6fb0', '#f2efe6']),
      balloon(1290, 400, 1.1, ['#3d8f5c', '#f0d68a']),
      balloon(1080, 520, 0.6, ['#8a4b9c', '#f7f3ea']),
    ),
  'fields-of-tulips': () => scene(W, H, sheet('#a9d3ee', '#eff6f4'), clouds(8), ...rows(), mill(1240, 470)),
  harbour: () =>
    scene(
      W,
      H,
      sheet('#c4dcec', '#f7efe2'),
      houses(23, W, 620, 300, ['#c8553d', '#e0a458', '#f2e2c4', '#6b8f9c', '#a8463a'], '#33414d'),
      wash(0, 620, W, 460, '#5d8aa0', '#244a60'),
      boat(330, 800, 2.2, '#fbfaf7', '#7c2f26'),
      boat(880, 720, 1.3, '#f6e7c9', '#234a63'),
      boat(1310, 900, 2.6, '#fdfdfb', '#2f3b2f'),
    ),
  'snow-in-the-village': () =>
    scene(
      W,
      H,
      sheet('#93a7c0', '#d6dfe8', '#f2f3f2'),
      hills(41, 350, 260, 1, '#b9c6d6'),
      firs(33, 40, W, 740, 170, '#3d5563'),
      houses(29, W, 860, 200, ['#7a4a34', '#8e5b3d', '#6a3f2d'], '#ffd982'),
      wash(0, 850, W, 230, '#f7f9fb', '#cfd9e4'),
      dots(14, 420, [0, 0, W, H], '#ffffff', 4),
    ),
  birches: () => scene(H, W, wash(0, 0, H, W, '#e8d9a0', '#cdb257', '#7f8b3c'), ...birches()),
  waterfall: () =>
    scene(
      H,
      W,
      wash(0, 0, H, W, '#8fbfd8', '#dbe9e6'),
      ridge(51, { width: H, bottom: W, top: 250, height: 320, rough: 0.9, colour: '#4c5b4f' }),
      wash(440, 420, 190, 900, '#fdfefe', '#c9e2ea'),
      ridge(47, { width: H, bottom: W, top: 1240, height: 180, rough: 0.4, colour: '#26372c' }),
      dots(3, 240, [330, 1150, 420, 260], '#ffffff', 9),
    ),
  'tower-with-bells': () =>
    scene(
      H,
      W,
      wash(0, 0, H, W, '#3f6fa3', '#f1c8a0'),
      spire(),
      houses(37, H, W, 420, ['#8a3f2c', '#b86b45', '#6f3226'], '#ffe1a0'),
    ),
  'camp-under-stars': () =>
    scene(
      W,
      H,
      sheet('#05060f', '#1c1740', '#4a2f5e'),
      milkyWay(),
      hills(61, 780, 130, 0.7, '#0a0a16'),
      '<polygon points="700,980 880,740 1060,980" fill="#f2a33c"/><polygon points="850,980 880,740 925,980" fill="#7c3d12"/>',
      wash(0, 975, W, 105, '#0b0a12', '#030307'),
    ),
  'long-bridge': () =>
    scene(
      2400,
      800,
      wash(0, 0, 2400, 800, '#d98f7a', '#f3cfa6', '#f8e7cb'),
      hills(71, 380, 130, 0.3, '#b58a92', 2400, 800),
      wash(0, 560, 2400, 240, '#c9a39a', '#6d5a72'),
      bridge(),
    ),
  'red-door': () =>
    scene(
      H,
      H,
      wash(0, 0, H, H, '#f0e6cf', '#d9c7a0'),
      '<rect x="330" y="260" width="420" height="760" rx="210" fill="#7d6a4a"/><rect x="370" y="300" width="340" height="720" rx="170" fill="#b3281e"/>',
      '<rect x="532" y="300" width="12" height="720" fill="#7c140d"/><circle cx="504" cy="700" r="14" fill="#e9c46a"/><circle cx="574" cy="700" r="14" fill="#e9c46a"/>',
      wash(0, 1010, H, 70, '#a58d66', '#8a744f'),
      pot(180),
      pot(890),
    ),
}

function aurora(): string {
  const next = chance(19)
  return Array.from({ length: 150 }, (_, index) => {
    const x = (index / 150) * W
    const top = 170 + Math.sin(index / 17) * 120 + next() * 60
    return `<rect x="${x.toFixed(0)}" y="${top.toFixed(0)}" width="15" height="${(300 + next() * 190).toFixed(0)}" fill="${index % 5 === 0 ? '#9d6bff' : '#37f0a0'}" opacity="${(0.08 + next() * 0.2).toFixed(2)}"/>`
  }).join('')
}

function clouds(seed: number): string {
  const next = chance(seed)
  return Array.from({ length: 26 }, (_, index) => {
    const cluster = Math.floor(index / 6)
    const [x, y] = [180 + cluster * 380 + next() * 240, 130 + (cluster % 2) * 110 + next() * 60]
    return `<ellipse cx="${x.toFixed(0)}" cy="${y.toFixed(0)}" rx="${(70 + next() * 70).toFixed(0)}" ry="${(26 + next() * 26).toFixed(0)}" fill="#fff" opacity=".72"/>`
  }).join('')
}

function tower(x: number, foot: number): string {
  const band = (y: number, colour: string) => `<rect x="${x - 42}" y="${y}" width="84" height="70" fill="${colour}"/>`
  return (
    [0, 1, 2, 3, 4, 5].map((row) => band(foot - 430 + row * 70, row % 2 ? '#f5f2ea' : '#c8372d')).join('') +
    `<rect x="${x - 56}" y="${foot - 452}" width="112" height="22" fill="#2b2b2b"/><rect x="${x - 30}" y="${foot - 512}" width="60" height="60" fill="#ffe9a8"/><polygon points="${x - 44},${foot - 512} ${x},${foot - 570} ${x + 44},${foot - 512}" fill="#8d2118"/>`
  )
}

function rows(): string[] {
  const colours = ['#d62839', '#f4c430', '#e05aa0', '#f28c28', '#8e44ad', '#f3efe4', '#c1121f']
  return Array.from({ length: 21 }, (_, index) => {
    const [left, right] = [(index - 10.5) * 190, (index - 9.5) * 190]
    return `<polygon points="${810 + left * 0.09},560 ${810 + right * 0.09},560 ${810 + right},1080 ${810 + left},1080" fill="${colours[index % 7]}"/><polygon points="${810 + right * 0.085},560 ${810 + right * 0.09},560 ${810 + right},1080 ${810 + right * 0.93},1080" fill="#3f7d3a"/>`
  })
}

function mill(x: number, foot: number): string {
  const arms = [20, 110, 200, 290].map(
    (angle) => `<rect x="-9" y="-190" width="18" height="190" fill="#e9e2d2" transform="rotate(${angle})"/>`,
  )
  return `<g transform="translate(${x} ${foot})"><polygon points="-70,110 -42,-90 42,-90 70,110" fill="#6b4f3a"/><polygon points="-48,-90 0,-140 48,-90" fill="#3b2a20"/><g transform="translate(0 -96)">${arms.join('')}</g></g>`
}

function birches(): string[] {
  const next = chance(77)
  return Array.from({ length: 15 }, (_, index) => {
    const [x, wide] = [(index / 15) * H + next() * 40, 20 + next() * 44]
    const marks = Array.from({ length: 22 }, () => {
      const y = next() * W
      return `<rect x="${(x + next() * wide * 0.5).toFixed(0)}" y="${y.toFixed(0)}" width="${(wide * 0.5).toFixed(0)}" height="${(5 + next() * 9).toFixed(0)}" fill="#2e2a26"/>`
    })
    return `<rect x="${x.toFixed(0)}" y="0" width="${wide.toFixed(0)}" height="${W}" fill="${index % 3 ? '#f2efe6' : '#cfcabd'}"/>${marks.join('')}`
  })
}

function spire(): string {
  return `<rect x="390" y="430" width="300" height="1000" fill="#e6cfa5"/><polygon points="370,430 540,90 710,430" fill="#7c2d22"/>
    <rect x="490" y="520" width="100" height="170" rx="50" fill="#3a2b22"/><circle cx="540" cy="820" r="74" fill="#f7f2e3" stroke="#3a2b22" stroke-width="10"/><path d="M540 820V764M540 820L580 840" stroke="#3a2b22" stroke-width="10"/>`
}

function milkyWay(): string {
  const band = Array.from({ length: 9 }, (_, index) =>
    dots(80 + index, 130, [index * 180, 560 - index * 62, 260, 200], '#fdf3ff', 2.1),
  )
  return dots(6, 260, [0, 0, W, 900], '#ffffff', 1.6) + band.join('')
}

function bridge(): string {
  const pillar = (x: number) => `<rect x="${x}" y="180" width="34" height="440" fill="#9c3527"/>`
  const ropes = Array.from({ length: 61 }, (_, index) => {
    const x = index * 40
    const sag = 190 + 250 * (1 - Math.abs(Math.cos((x / 2400) * Math.PI * 2)))
    return `<rect x="${x}" y="${sag.toFixed(0)}" width="4" height="${(500 - sag).toFixed(0)}" fill="#8a3a2c"/>`
  })
  return `${ropes.join('')}<rect x="0" y="496" width="2400" height="26" fill="#7c2b20"/>${pillar(0)}${pillar(583)}${pillar(1183)}${pillar(1783)}${pillar(2366)}`
}

function pot(x: number): string {
  return `<path d="M${x - 60} 880H${x + 60}L${x + 42} 1020H${x - 42}Z" fill="#b5623a"/>${dots(x, 60, [x - 70, 740, 140, 140], '#3f7d3a', 17)}${dots(x + 1, 18, [x - 60, 740, 120, 110], '#e05a7a', 11)}`
}
