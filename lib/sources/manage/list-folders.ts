import { type SQL, sql } from 'drizzle-orm'
import type { Context } from '../../context/context'
import { notFound } from '../../errors/app-error'
import { renditionUrl } from '../../photos/present'
import type { FolderPage, FoldersQuery, SourceFolder } from '../ground/browse-contract'
import { findOwnSource } from '../ground/find-source'
import { decodeKeyCursor, encodeKeyCursor } from '../ground/key-cursor'

interface FolderRow extends Record<string, unknown> {
  name: string
  count: string
  id: string | null
  revision: number | null
  width: number | null
  height: number | null
  placeholder: string | null
}

/**
 * The folders directly below a prefix of an own source, by the keys of the photos that are shown, in byte order; each with how many it holds and
 * its first picture. A folder is what stands between two slashes: empty names and `..` are folders like any other.
 * @param query.prefix empty, or ending with a slash
 * @throws AppError unauthenticated, not_found, invalid for a cursor that is none
 */
export async function listFolders(
  ctx: Context,
  sourceId: string,
  query: Omit<FoldersQuery, 'cursor'> & { cursor?: string | undefined },
): Promise<FolderPage> {
  const source = await findOwnSource(ctx, sourceId)
  const { prefix, limit } = query
  if (prefix.includes('\0')) throw notFound()
  const after = query.cursor === undefined ? null : decodeKeyCursor(`${sourceId}:${prefix}`, query.cursor)
  const rest = sql`substr(source_key, ${[...prefix].length + 1}::int)`
  const within = sql`source_id = ${source.id} and ${below(prefix)} and deleted_at is null`
  const [rows, totals] = await Promise.all([
    folderRows(ctx, { prefix, rest, within, after, limit: limit + 1 }),
    ctx.db.execute<{ count: string; here: string }>(sql`
      select count(*) as count, count(*) filter (where strpos(${rest}, '/') = 0) as here from photos where ${within}`),
  ])
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return {
    prefix,
    count: Number(totals.rows[0]?.count ?? 0),
    here: Number(totals.rows[0]?.here ?? 0),
    items: shown.map((row) => presentFolder(prefix, row)),
    next: last ? encodeKeyCursor(`${sourceId}:${prefix}`, last.name) : null,
  }
}

/** In byte order the keys of a folder lie between its name with a slash and its name with what follows a slash. */
function below(prefix: string): SQL {
  if (prefix === '') return sql`true`
  if (!prefix.endsWith('/')) return sql`source_key ^@ ${prefix}`
  return sql`source_key >= ${prefix} and source_key < ${`${prefix.slice(0, -1)}0`}`
}

interface Asked {
  prefix: string
  /** What follows the prefix in a key. */
  rest: SQL
  within: SQL
  after: string | null
  limit: number
}

async function folderRows(ctx: Context, { prefix, rest, within, after, limit }: Asked): Promise<FolderRow[]> {
  const name = sql`split_part(${rest}, '/', 1)`
  const beyond = after === null ? sql`` : sql`and ${name} > ${after}`
  const found = await ctx.db.execute<FolderRow>(sql`
    select folders.name, folders.count, cover.* from (
      select ${name} as name, count(*) as count from photos
      where ${within} and strpos(${rest}, '/') > 0 ${beyond} group by 1 order by 1 limit ${limit}
    ) folders left join lateral (
      select id, revision, thumb_width as width, thumb_height as height, placeholder from photos
      where ${within} and source_key >= ${prefix} || folders.name || '/' and source_key < ${prefix} || folders.name || '0'
        and status = 'ready'
      order by source_key limit 1
    ) cover on true order by folders.name`)
  return found.rows
}

function presentFolder(prefix: string, row: FolderRow): SourceFolder {
  const { id, revision, width, height, placeholder } = row
  const covered = id !== null && revision !== null && width !== null && height !== null
  return {
    prefix: `${prefix}${row.name}/`,
    name: row.name,
    count: Number(row.count),
    cover: covered ? { photoId: id, url: renditionUrl({ id, revision }, 'thumb'), width, height, placeholder } : null,
  }
}
