import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { type PhotoRow, photos } from '@/db/schema/photos'
import { KEPT_FIELDS, type KeptField } from '../photos/batch-contract'
import { entriesOf } from './undo-entries'
import { columnsJson } from './undo-note'

interface FieldsPart {
  undoId: string
  part: number
  /** Columns, by their names in the database. */
  before: string[]
  after: string[]
}

/** What an undo leaves as it is, since it was changed again meanwhile. */
export interface Kept {
  id: string
  fields: KeptField[]
}

type Undone = Pick<PhotoRow, 'id' | 'status' | 'ownerId'>

/**
 * Takes back what a batch did to columns of photos, each column for itself: what was changed again meanwhile stays. Of tags those go that
 * the batch has added, whatever else was done to them.
 * @returns the photos that are different now, and what stays
 */
export async function undoFieldsPart(tx: Database, input: FieldsPart): Promise<{ undone: Undone[]; kept: Kept[] }> {
  const about = input.after.filter((name) => name !== 'edited')
  const plain = about.filter((name) => name !== 'tags')
  const from = sql`from photos join ${entriesOf(input.undoId, input.part)} as entry on entry.id = photos.id,
    lateral jsonb_populate_record(null::photos, entry.before) as was,
    lateral jsonb_populate_record(null::photos, entry.after) as became,
    lateral (select ${columnsJson('photos', about)} as row) as now`
  const stays = sql`array_remove(array[${sql.join([sql`null`, ...plain.map(changedAgain)], sql`, `)}]::text[], null)`
  const { rows } = await tx.execute<{ id: string; fields: string[] }>(sql`
    select photos.id, ${stays} as fields ${from} order by photos.id for update of photos`)
  const undone = await tx.execute<Undone>(sql`
    update ${photos} set ${sql.join(input.before.map(setBack), sql`, `)}, updated_at = now()
    from (
      select photos.id, was, became, now.row as now, entry.after, ${about.includes('tags') ? TAGS_LEFT : sql`null::text[]`} as tags_left ${from}
    ) as entry
    where photos.id = entry.id and (${sql.join(about.map(isDifferent), sql` or `)})
    returning photos.id, photos.status, photos.owner_id as "ownerId"`)
  const kept = rows.map(({ id, fields }) => ({
    id,
    fields: KEPT_FIELDS.filter((field) => fields.includes(columnOf(field))),
  }))
  return { undone: undone.rows, kept: kept.filter(({ fields }) => fields.length > 0) }
}

const columnOf = (field: KeptField) => (field === 'deletedAt' ? 'deleted_at' : field)

/** The name of a column that is neither as the batch left it nor as it was before. */
function changedAgain(name: string): SQL {
  const [key, column] = [sql.raw(`'${name}'`), sql`now.row -> ${sql.raw(`'${name}'`)}`]
  return sql`case when ${column} not in (entry.after -> ${key}, entry.before -> ${key}) then ${key} end`
}

/** The tags without those that the batch added. */
const TAGS_LEFT = sql.raw(`array(select tag from unnest(photos.tags) with ordinality as own (tag, place)
  where tag = any(was.tags) or tag <> all(became.tags) order by place)`)

/** The marks that the batch itself set go with what it set; those of other edits, and of what was changed again, stay. */
const EDITED = sql.raw(`array(select field from unnest(photos.edited) as field
  where field = any((entry.was).edited) or field <> all((entry.became).edited)
    or (case when field = 'tags' then entry.tags_left <> (entry.was).tags else entry.now -> field <> entry.after -> field end)
  order by field)`)

function setBack(name: string): SQL {
  if (name === 'edited') return sql`edited = ${EDITED}`
  if (name === 'tags') return sql`tags = entry.tags_left`
  const column = sql.identifier(name)
  return sql`${column} = case when ${isStill(name)} then (entry.was).${column} else photos.${column} end`
}

const isStill = (name: string) => sql.raw(`entry.now -> '${name}' = entry.after -> '${name}'`)

const isDifferent = (name: string) => (name === 'tags' ? sql`entry.tags_left <> photos.tags` : isStill(name))
