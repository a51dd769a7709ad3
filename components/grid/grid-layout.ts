/** Shapes are kept between these, or one panorama would blow up the row before it; what is cut shows in the lightbox. */
const MIN_RATIO = 0.5
const MAX_RATIO = 2.2
/** CSS pixels that a day takes at least, so that its date can be read; the same in globals.css. */
const LEAST_DAY = 156

export interface GridMetrics {
  /** CSS pixels, all of them. */
  width: number
  /** The least height of a row; rows are stretched from it to the full width. */
  rowHeight: number
  gap: number
  /** Between days that share a line. */
  groupGap: number
  /** Between lines of different days. */
  lineGap: number
  /** Of a day header; 0 for lists without. */
  headerHeight: number
}

export interface GridTile {
  index: number
  x: number
  width: number
}

export interface GridHeader {
  group: number
  x: number
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
 * Justified rows: tiles fill a row at the least height until the next one does not fit, then the row is stretched to the
 * full width. The last row of a day is not stretched; days that need less than a row stand beside each other.
 * These are the rules of `flex-wrap` and `flex-grow`, which draw the same picture from server HTML (photo-flow.tsx)
 * before any width is known: nothing moves when the script takes over.
 */
export function layoutGrid(ratios: readonly number[], groups: GridGroup[], metrics: GridMetrics): GridLayout {
  const layout: GridLayout = { lines: [], groups, lineOf: new Array(ratios.length).fill(0), height: 0 }
  let shared: { line: GridLine; end: number } | null = null
  let top = 0
  groups.forEach((group, groupIndex) => {
    const natural = naturalWidth(ratios, group, metrics)
    if (shared && shared.end + metrics.groupGap + natural <= metrics.width) {
      placeRow(
        layout,
        shared.line,
        ratios,
        group.first,
        group.count,
        shared.end + metrics.groupGap,
        metrics.rowHeight,
        metrics,
      )
      shared.line.headers.push({ group: groupIndex, x: shared.end + metrics.groupGap, width: natural })
      shared.end += metrics.groupGap + natural
      return
    }
    if (layout.lines.length > 0) top = layout.height + metrics.lineGap
    const fits = natural <= metrics.width
    const first = openLine(layout, top, metrics.headerHeight)
    first.headers.push({ group: groupIndex, x: 0, width: fits ? natural : metrics.width })
    if (fits) placeRow(layout, first, ratios, group.first, group.count, 0, metrics.rowHeight, metrics)
    else placeRows(layout, first, ratios, group, metrics)
    shared = fits ? { line: first, end: natural } : null
    const last = layout.lines.at(-1) as GridLine
    layout.height = last.top + last.height
  })
  return layout
}

function naturalWidth(ratios: readonly number[], group: GridGroup, { rowHeight, gap }: GridMetrics): number {
  let width = (group.count - 1) * gap
  for (let index = group.first; index < group.first + group.count; index++) width += (ratios[index] ?? 1) * rowHeight
  return Math.max(LEAST_DAY, width)
}

function openLine(layout: GridLayout, top: number, headerHeight: number): GridLine {
  const line: GridLine = {
    top,
    height: headerHeight,
    tilesTop: top + headerHeight,
    tilesHeight: 0,
    headers: [],
    tiles: [],
  }
  layout.lines.push(line)
  return line
}

function placeRows(
  layout: GridLayout,
  first: GridLine,
  ratios: readonly number[],
  group: GridGroup,
  metrics: GridMetrics,
): void {
  const end = group.first + group.count
  let line = first
  let start = group.first
  while (start < end) {
    let count = 0
    let sum = 0
    let used = 0
    while (start + count < end) {
      const ratio = ratios[start + count] ?? 1
      const next = used + (count > 0 ? metrics.gap : 0) + ratio * metrics.rowHeight
      if (count > 0 && next > metrics.width) break
      used = next
      sum += ratio
      count += 1
    }
    const last = start + count === end
    const stretched = (metrics.width - (count - 1) * metrics.gap) / sum
    const height = last ? Math.min(metrics.rowHeight, stretched) : stretched
    placeRow(layout, line, ratios, start, count, 0, height, metrics)
    start += count
    if (start < end) line = openLine(layout, line.top + line.height + metrics.gap, 0)
  }
}

function placeRow(
  layout: GridLayout,
  line: GridLine,
  ratios: readonly number[],
  first: number,
  count: number,
  left: number,
  height: number,
  { gap }: GridMetrics,
): void {
  let x = left
  for (let index = first; index < first + count; index++) {
    const width = (ratios[index] ?? 1) * height
    line.tiles.push({ index, x, width })
    layout.lineOf[index] = layout.lines.length - 1
    x += width + gap
  }
  line.tilesHeight = height
  line.height = line.tilesTop - line.top + height
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
