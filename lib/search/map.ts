import { type SQL, sql } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'
import type { Context } from '../context'
import { SHOWS_PLACE } from './conditions'
import type { MapReply } from './contract'
import { expandAlbums } from './expand-albums'
import type { Filter } from './terms'
import { type Box, parseBox } from './values'
import { type Branch, resolvedBranches } from './where'

/** Cells of 64 pixels at tiles of 256; never more of them than 64 on the wider side of what is shown. */
const CELLS_PER_TILE = 4
const CELLS_ACROSS = 64

interface MapInput {
  filter: Filter
  /** Web-Mercator zoom, 0 to 22. */
  zoom: number
}

interface CellRow {
  count: string
  latitude: number
  longitude: number
  west: number
  south: number
  east: number
  north: number
  id: string
  revision: number
  ready: boolean
  [column: string]: unknown
}

/**
 * The photos of a filter whose place the actor may know, gathered in the cells of a grid on the Web-Mercator plane. The filter's
 * `bbox` says what is shown (the whole world without one).
 */
export async function getMap(ctx: Context, { filter, zoom }: MapInput): Promise<MapReply> {
  const branches = await resolvedBranches(ctx, await expandAlbums(ctx, filter))
  if (branches.length === 0) return { type: 'FeatureCollection', features: [], count: 0 }
  const cell = cellSize(filter, zoom)
  const parts = branches.map((branch) => branchPoints(branch))
  const rows = await ctx.db.execute<CellRow>(sql`
    select count(*) as count, avg(latitude) as latitude, avg(longitude) as longitude, min(longitude) as west,
      min(latitude) as south, max(longitude) as east, max(latitude) as north,
      (array_agg(id order by taken_sort desc, id desc))[1] as id,
      (array_agg(revision order by taken_sort desc, id desc))[1] as revision,
      (array_agg(ready order by taken_sort desc, id desc))[1] as ready
    from (${sql.join(parts, sql` union all `)}) points
    group by floor(longitude / ${cell}::float8), floor(${mercator} / ${cell}::float8)
    order by count(*) desc, id`)
  const features = rows.rows.map(feature)
  return {
    type: 'FeatureCollection',
    features,
    count: features.reduce((sum, { properties }) => sum + properties.count, 0),
  }
}

/** The Web-Mercator y of a latitude, in degrees of longitude at the equator; cut off at the poles. */
const mercator = sql`degrees(ln(tan(pi() / 4 + radians(greatest(-85.05, least(85.05, latitude))) / 2)))`

function cellSize(filter: Filter, zoom: number): number {
  const box = filter.terms.find((term) => 'is' in term && term.is === 'bbox')
  const width = box && 'value' in box ? widthOf(parseBox(box.value)) : 360
  return Math.max(360 / 2 ** zoom / CELLS_PER_TILE, width / CELLS_ACROSS)
}

function widthOf({ west, south, east, north }: Box): number {
  return Math.max(east >= west ? east - west : east - west + 360, north - south)
}

function branchPoints(branch: Branch): SQL {
  const known = branch.rows === 'others' ? sql` and ${SHOWS_PLACE}` : sql``
  return sql`select ${photos.latitude} as latitude, ${photos.longitude} as longitude, ${photos.id} as id,
    ${photos.revision} as revision, ${photos.takenSort} as taken_sort, ${photos.thumbWidth} is not null and ${photos.status} = 'ready' as ready
    from ${photos} where ${branch.where} and ${photos.latitude} is not null and ${photos.longitude} is not null${known}`
}

function feature(row: CellRow): MapReply['features'][number] {
  const count = Number(row.count)
  const round = (value: number) => Math.round(value * 1e6) / 1e6
  return {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [round(row.longitude), round(row.latitude)] },
    ...(count > 1 ? { bbox: [row.west, row.south, row.east, row.north] } : {}),
    properties: {
      cluster: count > 1,
      count,
      photoId: row.id,
      thumb: row.ready ? `/api/v1/photos/${row.id}/renditions/thumb?v=${row.revision}` : null,
    },
  }
}
