import { type SQL, sql } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'
import { AUDIENCE } from '../../access/audience'
import { isOthers, placeShowingOwners } from '../../access/owners'
import type { VisibleBranch } from '../../access/visible-photos'
import type { Actor } from '../../context/actor'
import type { Filter } from '../language/terms'
import { type CounterScope, counterScope } from './counters'
import { type CellRange, COARSE_LEVEL, cellBounds, FINE_LEVEL } from './grid'
import { countingParts, PHOTO_GROUPS, photoRows, type Source } from './grouped'
import type { Names } from './names'
import { filterBranches } from './where'

/**
 * Selects of (x, y, n, latitude_sum, longitude_sum) whose sums are the cells of a filter within a range: from the cells kept for
 * whole libraries, from the groups, or from the photos themselves, whichever knows enough.
 */
export function cellParts(actor: Actor, filter: Filter, names: Names, range: CellRange): SQL[] {
  const scope = counterScope(filter, actor)
  if (scope && range.level <= FINE_LEVEL) return keptCells(scope, range)
  const parts = range.level <= COARSE_LEVEL ? countingParts(filter, actor) : [photoRows(filter, actor)]
  return parts.flatMap((part) =>
    filterBranches(part.filter, actor, names).map((branch) =>
      part.source === PHOTO_GROUPS ? groupCells(branch, range) : photoCells(branch, range, part.source),
    ),
  )
}

function keptCells({ actor, own, others }: CounterScope, range: CellRange): SQL[] {
  const parts: SQL[] = []
  const select = (where: SQL) => {
    const shift = FINE_LEVEL - range.level
    parts.push(sql`select x >> ${shift} as x, y >> ${shift} as y, n, latitude_sum, longitude_sum from photo_cells
      where ${where} and ${within(sql`x`, sql`y`, range, shift)}`)
  }
  if (own) select(sql`owner_id = ${own.userId} and audience = any (${sql.raw(`array[${own.audiences}]::smallint[]`)})`)
  if (others === null) return parts
  const owners = placeShowingOwners(others === 'all' ? undefined : others.username)
  select(sql`audience = ${AUDIENCE.world} and owner_id = any (array(${owners} and ${isOthers(actor, sql`id`)}))`)
  return parts
}

function groupCells(branch: VisibleBranch, range: CellRange): SQL {
  const shift = COARSE_LEVEL - range.level
  return sql`select cell_x >> ${shift} as x, cell_y >> ${shift} as y, n, latitude_sum, longitude_sum
    from ${PHOTO_GROUPS.from(branch.rows)} where ${branch.where} and ${known(branch)}
    and ${within(sql`cell_x`, sql`cell_y`, range, shift)}`
}

function photoCells(branch: VisibleBranch, range: CellRange, source: Source): SQL {
  const { level } = range
  return sql`select x, y, 1::bigint as n, latitude_sum, longitude_sum from (
      select public.search_cell_x(${photos.longitude}, ${level}::integer) as x, public.search_cell_y(${photos.latitude}, ${level}::integer) as y,
        round(${photos.latitude} * 1000000)::bigint as latitude_sum, round(${photos.longitude} * 1000000)::bigint as longitude_sum
      from ${source.from(branch.rows)} where ${branch.where} and ${known(branch)} and ${degrees(range)}) located
    where ${within(sql`x`, sql`y`, range, 0)}`
}

/** A place that only its owner may know is on nobody else's map. */
function known({ knowsPlace }: VisibleBranch): SQL {
  return knowsPlace ?? sql`true`
}

/** Cells of a finer level, `shift` levels down, that lie in the range. */
function within(x: SQL, y: SQL, { columns, rows }: CellRange, shift: number): SQL {
  const first = (cell: number) => cell * 2 ** shift
  const last = (cell: number) => (cell + 1) * 2 ** shift - 1
  const spans = columns.map(([west, east]) => sql`${x} between ${first(west)} and ${last(east)}`)
  return sql`(${sql.join(spans, sql` or `)}) and ${y} between ${first(rows[0])} and ${last(rows[1])}`
}

/** The same as a condition on coordinates, a hair wider, for the index. The outermost rows reach to the poles. */
function degrees({ columns, rows, level }: CellRange): SQL {
  const hair = 1e-9
  const north = rows[0] === 0 ? 90 : cellBounds(0, rows[0], level).north + hair
  const south = rows[1] === 2 ** level - 1 ? -90 : cellBounds(0, rows[1], level).south - hair
  const spans = columns.map(([west, east]) => {
    const [from, to] = [cellBounds(west, 0, level).west - hair, cellBounds(east, 0, level).east + hair]
    return sql`${photos.longitude} between ${from}::float8 and ${to}::float8`
  })
  return sql`${photos.latitude} between ${south}::float8 and ${north}::float8 and (${sql.join(spans, sql` or `)})`
}

/** The one photo of a cell that holds no other, found by where it is. */
export function photoAt(branches: VisibleBranch[]): SQL {
  const near = 6e-7
  const parts = branches.map(
    (branch) => sql`(select ${photos.id} as id, ${photos.revision} as revision, ${photos.status} = 'ready' as ready
      from ${photos} where ${branch.where} and ${known(branch)}
      and ${photos.latitude} between cells.latitude::float8 - ${near}::float8 and cells.latitude::float8 + ${near}::float8
      and ${photos.longitude} between cells.longitude::float8 - ${near}::float8 and cells.longitude::float8 + ${near}::float8 limit 1)`,
  )
  return sql`select id, revision, ready from (${sql.join(parts, sql` union all `)}) found where cells.n = 1 limit 1`
}
