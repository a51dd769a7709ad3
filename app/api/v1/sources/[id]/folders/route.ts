import * as z from 'zod'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { FolderPage, FoldersQuery } from '@/lib/sources/ground/browse-contract'
import { SourceId } from '@/lib/sources/ground/contract'
import { listFolders } from '@/lib/sources/manage/list-folders'

const params = z.object({ id: SourceId })

export const GET = route(
  { name: 'GET /sources/{id}/folders', login: true, params, query: FoldersQuery, reply: FolderPage },
  ({ ctx, params: { id }, query }) => listFolders(ctx, id, query),
)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
