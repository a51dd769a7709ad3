import type { OpenReader } from '../ground/open-reader'

/** Keys that the listings of the running scan leave out. */
let hidden = new Set<string>()
export const leaveOut = (keys: string[]) => {
  hidden = new Set(keys)
}

/** Opens sources whose listings can be made to leave keys out. */
export function withPartialListings(open: OpenReader): OpenReader {
  return async (source) => {
    const reader = await open(source)
    const list = reader.list.bind(reader)
    reader.list = async (after, limit) => {
      const page = await list(after, limit)
      return { ...page, objects: page.objects.filter((object) => !hidden.has(object.key)) }
    }
    return reader
  }
}
