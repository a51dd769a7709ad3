import { sql } from 'drizzle-orm'

const pano = (name: string) => `exif -> 'xmp' ->> 'GPano:${name}'`
const whole = (side: string) => {
  const [part, full] = [pano(`CroppedAreaImage${side}Pixels`), pano(`FullPano${side}Pixels`)]
  return `coalesce(${part}, ${full}, '') = coalesce(${full}, ${part}, '')`
}

/**
 * Whether a photo is a full sphere (360°, equirectangular), as its XMP says it: twice as wide as high, and not cut out of a sphere. Part of one is
 * shown flat. A column, since raw tags are long to read for every list.
 */
export const IS_SPHERE = sql.raw(`coalesce(lower(${pano('ProjectionType')}) = 'equirectangular'
    and abs(width - 2 * height) <= height / 50 and ${whole('Width')} and ${whole('Height')}, false)`)
