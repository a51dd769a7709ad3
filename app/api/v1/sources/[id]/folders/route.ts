import * as z from 'zod'
import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { FolderPage, FoldersQuery } from '@/lib/sources/ground/browse-contract'
import { SourceId } from '@/lib/sources/ground/contract'
import { listFolders } from '@/lib/sources/manage/list-folders'

const params = z.object({ id: SourceId.describe('The id in the path.') })

export const GET = route(
  {
    summary: 'Lists the folders in a source.',
    scope: 'read',
    login: true,
    params,
    query: FoldersQuery,
    replies: [json(FolderPage)],
  },
  ({ ctx, params: { id }, query }) => listFolders(ctx, id, query),
)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
