import { sql } from 'drizzle-orm'

const written = (tag: string) =>
  `coalesce(replace(btrim(exif -> 'exif' ->> '${tag}'), ':', '') = case when taken_offset < 0 then '-' else '+' end
    || lpad((abs(taken_offset) / 60)::text, 2, '0') || lpad((abs(taken_offset) % 60)::text, 2, '0'), false)`

/**
 * Whether the offset of a photo's time was found out by its satellite time, and neither written in the file (with or without a colon) nor set by
 * a person. One of a file that has too many tags to keep them all counts as found out. A column, since raw tags are long to read for every list.
 */
export const ZONE_TELLS_PLACE = sql.raw(`case
    when taken_offset is null or exif is null then false
    when 'takenAt' = any (edited) and taken_offset is distinct from (coalesce(own_fields, file_fields) ->> 'takenOffset')::int then false
    when not coalesce(exif -> 'gps' ? 'GPSTimeStamp' or exif ? 'truncated', false) then false
    else not (${written('OffsetTimeOriginal')} or ${written('OffsetTimeDigitized')})
  end`)
