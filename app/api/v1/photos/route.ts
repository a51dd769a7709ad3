import { updatePhotos } from '@/lib/edits/update-photos'
import { parseWith } from '@/lib/errors/parse-with'
import { json } from '@/lib/http/definition'
import { readMultipart } from '@/lib/http/multipart'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { BatchReply, UpdatePhotos } from '@/lib/photos/batch-contract'
import { PhotoPage } from '@/lib/photos/contract'
import { filterOf, ListQuery } from '@/lib/search/language/filter'
import { listPhotos } from '@/lib/search/query/page'
import { addPhotos } from '@/lib/uploads/add-photos'
import { AddPhotosFields, AddPhotosReply, REPEATABLE_FIELDS } from '@/lib/uploads/add-photos-contract'

export const GET = route(
  { summary: 'Lists a filter’s photos.', scope: 'read', searches: true, query: ListQuery, replies: [json(PhotoPage)] },
  ({ ctx, query }) => {
    const { limit, cursor, count, at } = query
    return listPhotos(ctx, { filter: filterOf(query), limit, cursor, count: count === 'true', at })
  },
)

export const POST = route(
  {
    summary: 'Uploads photos as a form, into an album if asked; says of each file what became of it.',
    scope: 'write',
    login: true,
    takes: ['multipart/form-data'],
    form: AddPhotosFields,
    problems: ['not_found'],
    replies: [json(AddPhotosReply, 201)],
  },
  async ({ ctx, request }) => {
    const known = Object.keys(AddPhotosFields.shape)
    return addPhotos(ctx, {
      read: async (take) =>
        parseWith(AddPhotosFields, await readMultipart(request, take, REPEATABLE_FIELDS), 'field', known),
    })
  },
)

export const PATCH = route(
  {
    summary: 'Changes many photos at once.',
    scope: 'write',
    login: true,
    body: UpdatePhotos,
    problems: ['not_found'],
    example: {
      select: { filter: { q: 'after:2026-05 town:Lisbon' } },
      set: { tags: { add: ['Portugal'] } },
      dryRun: true,
    },
    replies: [json(BatchReply)],
  },
  ({ ctx, body }) => updatePhotos(ctx, body),
)

export const { PUT, DELETE } = notAllowed('GET', 'POST', 'PATCH')
