import { countVisitorSearch } from '@/lib/auth/visitor-searches'
import type { Context } from '@/lib/context/context'
import type { PhotoPage } from '@/lib/photos/contract'
import type { Filter } from '@/lib/search/language/filter'
import { listPhotos } from '@/lib/search/query/page'

/** Photos in the server's HTML: more than fill a screen, few enough for a quick page. */
const FIRST = 60

/** The first page of a list, for the server's HTML. @param count whether to say how many there are in all @throws AppError rate_limited for visitors */
export async function firstPage(ctx: Context, filter: Filter, count = false): Promise<PhotoPage> {
  await countVisitorSearch(ctx)
  return listPhotos(ctx, { filter, limit: FIRST, count })
}
