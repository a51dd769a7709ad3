/** Shapes are kept between these, or one panorama would blow up the row before it; what is cut shows in the lightbox. */
const MIN_RATIO = 0.5
const MAX_RATIO = 2.2
/** The part of a row from which it is stretched although it is not full; what is missing to 1 stands in globals.css. */
const FULL_ENOUGH = 0.75

export interface GridMetrics {
  /** CSS pixels, all of them but the ratio. */
  width: number
  /** The least height of a row; rows are stretched from it to the full width. */
  rowHeight: number
  gap: number
  /** Of the date over a day's first photo; 0 for lists without days. */
  headerHeight: number
  /** The least width of a day's first photo, so that its date can be read over it. */
  leastDay: number
  /** The widest shape: on a narrow page panoramas are cut, or they would blow up the row before them. */
  mostRatio: number
}

export interface GridTile {
  index: number
  x: number
  width: number
}

export interface GridHeader {
  group: number
  x: number
  /** To the end of the row: the next day's date lies over it. */
  width: number
}

/** One row of tiles, with the headers that stand above it. */
export interface GridLine {
  top: number
  /** Header and tiles, without the gap below. */
  height: number
  tilesTop: number
  tilesHeight: number
  headers: GridHeader[]
  tiles: GridTile[]
}

export interface GridGroup {
  key: string
  first: number
  count: number
}

export interface GridLayout {
  lines: GridLine[]
  groups: GridGroup[]
  /** The line of each item. */
  lineOf: number[]
  height: number
}

/** The shape a tile is drawn with: width by height, clamped and rounded so that CSS and script see the same number. */
export function tileRatio(width: number | null, height: number | null): number {
  if (!width || !height) return 1
  const ratio = Math.min(MAX_RATIO, Math.max(MIN_RATIO, width / height))
  return Math.round(ratio * 1000) / 1000
}

/** Neighbours with the same key, in order. */
export function groupByKey(keys: readonly string[]): GridGroup[] {
  const groups: GridGroup[] = []
  keys.forEach((key, index) => {
    const last = groups.at(-1)
    if (last?.key === key) last.count += 1
    else groups.push({ key, first: index, count: 1 })
  })
  return groups
}

/**
 * Justified rows: tiles fill a row at the least height until the next one does not fit, then the row is stretched to the full width. Days
 * flow on in the same rows, each under its date over its first photo. A row that is not full is stretched only where little is missing.
 * These are the rules of `flex-wrap` and `flex-grow`, which draw the same picture from server HTML (photo-flow.tsx)
 * before any width is known: nothing moves when the script takes over.
 * @param origin the item at which rows are begun, down and up from it: photos that come in front of it do not move what stands
 */
export function layoutGrid(
  ratios: readonly number[],
  groups: GridGroup[],
  metrics: GridMetrics,
  origin = 0,
): GridLayout {
  const { headerHeight, rowHeight, gap, width } = metrics
  const layout: GridLayout = { lines: [], groups, lineOf: new Array(ratios.length).fill(0), height: 0 }
  const shapes = ratios.map((ratio) => Math.min(metrics.mostRatio, ratio))
  const groupAt = new Map(groups.map(({ first }, group) => [first, group]))
  if (headerHeight > 0) {
    for (const { first } of groups) shapes[first] = Math.max(shapes[first] ?? 1, metrics.leastDay / rowHeight)
  }
  const starts = rowStarts(shapes, metrics, origin)
  starts.forEach((first, row) => {
    const end = starts[row + 1] ?? shapes.length
    const inRow = shapes.slice(first, end)
    const sum = inRow.reduce((total, shape) => total + shape, 0)
    const gaps = (inRow.length - 1) * gap
    const filled = end < shapes.length && !(row === 0 && origin > 0)
    const stretched = (width - gaps) / sum
    const tilesHeight =
      filled || sum * rowHeight + gaps > width * FULL_ENOUGH ? stretched : Math.min(rowHeight, stretched)
    const line: GridLine = { top: layout.height, height: 0, tilesTop: 0, tilesHeight, headers: [], tiles: [] }
    let x = 0
    inRow.forEach((shape, at) => {
      const group = groupAt.get(first + at)
      if (group !== undefined) line.headers.push({ group, x, width: width - x })
      line.tiles.push({ index: first + at, x, width: shape * tilesHeight })
      layout.lineOf[first + at] = row
      x += shape * tilesHeight + gap
    })
    if (row > 0) line.top += gap
    line.tilesTop = line.top + (line.headers.length > 0 ? headerHeight : 0)
    line.height = line.tilesTop + tilesHeight - line.top
    layout.height = line.top + line.height
    layout.lines.push(line)
  })
  return layout
}

/** The first item of each row, filled downwards from the origin, and upwards above it. */
function rowStarts(shapes: readonly number[], { width, rowHeight, gap }: GridMetrics, origin: number): number[] {
  /** One past the last item of the row that begins at an item and goes by steps of 1 or −1. */
  const rowEnd = (from: number, step: number) => {
    let at = from
    let used = 0
    for (; at >= 0 && at < shapes.length; at += step) {
      used += (at === from ? 0 : gap) + (shapes[at] ?? 1) * rowHeight
      if (at !== from && used > width) break
    }
    return at
  }
  const starts: number[] = []
  for (let at = origin; at > 0; ) {
    at = rowEnd(at - 1, -1) + 1
    starts.unshift(at)
  }
  for (let at = origin; at < shapes.length; at = rowEnd(at, 1)) starts.push(at)
  return starts
}

/** The lines that touch a stretch of the page (pixels from the grid's top) as a half-open range. */
export function linesBetween(lines: readonly GridLine[], from: number, to: number): { first: number; end: number } {
  const first = partition(lines, (line) => line.top + line.height < from)
  const end = partition(lines, (line) => line.top <= to)
  return { first: Math.min(first, end), end }
}

function partition(lines: readonly GridLine[], before: (line: GridLine) => boolean): number {
  let low = 0
  let high = lines.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (before(lines[middle] as GridLine)) low = middle + 1
    else high = middle
  }
  return low
}

/** The item an arrow key leads to: along the order sideways, to the nearest centre up and down. Stays put at the ends. */
export function neighbourTile(
  layout: GridLayout,
  index: number,
  key: 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown',
): number {
  if (key === 'ArrowLeft') return Math.max(0, index - 1)
  if (key === 'ArrowRight') return Math.min(layout.lineOf.length - 1, index + 1)
  const lineIndex = layout.lineOf[index] ?? 0
  const tile = layout.lines[lineIndex]?.tiles.find((candidate) => candidate.index === index)
  const target = layout.lines[lineIndex + (key === 'ArrowUp' ? -1 : 1)]
  if (!tile || !target) return index
  const centre = tile.x + tile.width / 2
  const distance = (candidate: GridTile) => Math.abs(candidate.x + candidate.width / 2 - centre)
  return target.tiles.reduce((best, candidate) => (distance(candidate) < distance(best) ? candidate : best)).index
}
