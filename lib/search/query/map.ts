import { sql } from 'drizzle-orm'
import type { Context } from '../../context/context'
import type { MapReply } from '../language/contract'
import { type Filter, plainTerms, type Term } from '../language/terms'
import { parseBox } from '../language/values'
import { expandAlbums } from './expand-albums'
import { type CellRange, cellBounds, cellRange } from './grid'
import { inLane } from './lane'
import { cellParts, photoAt } from './map-cells'
import { type Joined, joinOverSeam, type SeamCell } from './map-seam'
import { resolveNames } from './names'
import { refuseLink } from './refuse-link'
import { filterBranches } from './where'

interface MapInput {
  filter: Filter
  /** Web-Mercator zoom, 0 to 22. */
  zoom: number
}

interface Cell extends SeamCell {
  id: string | null
  revision: number | null
  ready: boolean | null
}

type CellRow = { [K in keyof Cell]: K extends 'n' ? string : Cell[K] }

/** Cells in a reply at most; the grid gives fewer (64 across at any zoom). */
const MOST_CELLS = 8192

/**
 * The photos of a filter whose place the actor may know, gathered in the cells of a grid on the Web-Mercator plane. The filter's
 * `bbox` is the view (the whole world without one); cells at its edge are counted whole, so that a number does not change while
 * the map is moved.
 */
export async function getMap(ctx: Context, { filter: given, zoom }: MapInput): Promise<MapReply> {
  refuseLink(ctx.actor)
  const filter = await expandAlbums(ctx, given)
  return inLane(ctx, filter, (lane) => gather(lane, filter, zoom))
}

async function gather(ctx: Context, filter: Filter, zoom: number): Promise<MapReply> {
  const view = plainTerms(filter.terms).find((term) => term.is === 'bbox')
  const rest: Filter = { ...filter, terms: filter.terms.filter((term) => term !== (view as Term | undefined)) }
  const box = view ? parseBox(view.value) : { west: -180, south: -90, east: 180, north: 90 }
  const range = cellRange(box, zoom)
  const names = await resolveNames(ctx, rest)
  const branches = filterBranches(rest, ctx.actor, names)
  const parts = cellParts(ctx.actor, rest, names, range)
  if (branches.length === 0 || parts.length === 0) return { type: 'FeatureCollection', features: [], count: 0 }
  const { rows } = await ctx.db.execute<CellRow>(sql`
    with cells as materialized (
      select x, y, sum(n) as n, sum(latitude_sum) / sum(n) / 1000000 as latitude, sum(longitude_sum) / sum(n) / 1000000 as longitude
      from (${sql.join(parts, sql` union all `)}) counted
      group by x, y having sum(n) > 0 order by sum(n) desc, x, y limit ${MOST_CELLS})
    select cells.x, cells.y, cells.n, cells.latitude::float8 as latitude, cells.longitude::float8 as longitude, photo.id, photo.revision, photo.ready
    from cells left join lateral (${photoAt(branches)}) photo on true
    order by cells.n desc, cells.x, cells.y`)
  const cells = rows.map((row) => ({ ...row, n: Number(row.n) }))
  const { joined, others } = joinOverSeam(cells, range)
  const features = [...joined.map((one) => seamFeature(one, range)), ...others.map((row) => feature(row, range))]
  features.sort((a, b) => b.properties.count - a.properties.count)
  return { type: 'FeatureCollection', features, count: cells.reduce((sum, { n }) => sum + n, 0) }
}

type Feature = MapReply['features'][number]

const round = (value: number) => Math.round(value * 1e6) / 1e6

function feature(row: Cell, { level }: CellRange): Feature {
  const { west, south, east, north } = cellBounds(row.x, row.y, level)
  return {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [round(row.longitude), round(row.latitude)] },
    ...(row.id === null ? { bbox: [round(west), round(south), round(east), round(north)] } : {}),
    properties: {
      cluster: row.id === null,
      count: row.n,
      photoId: row.id,
      thumb: row.id !== null && row.ready ? `/api/v1/photos/${row.id}/renditions/thumb?v=${row.revision}` : null,
    },
  }
}

/** A cluster of both sides of the antimeridian; its west lies beyond its east, as in any box over it. */
function seamFeature({ west, east, n, latitude, longitude }: Joined<Cell>, { level }: CellRange): Feature {
  const [left, right] = [cellBounds(west.x, west.y, level), cellBounds(east.x, east.y, level)]
  return {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [round(longitude), round(latitude)] },
    bbox: [round(left.west), round(left.south), round(right.east), round(left.north)],
    properties: { cluster: true, count: n, photoId: null, thumb: null },
  }
}
