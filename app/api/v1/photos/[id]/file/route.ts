import * as z from 'zod'
import { AppError } from '@/lib/errors/app-error'
import { json } from '@/lib/http/definition'
import { readMultipart } from '@/lib/http/multipart'
import { notAllowed } from '@/lib/http/not-allowed'
import { requestBody } from '@/lib/http/request-body'
import { route } from '@/lib/http/route'
import { Photo, PhotoId } from '@/lib/photos/contract'
import { replaceFile } from '@/lib/uploads/replace-file'

const Params = z.object({ id: PhotoId.describe('The id in the path.') })

export const PUT = route(
  {
    summary: 'Replaces the file of a photo; edits and albums stay.',
    scope: 'write',
    login: true,
    params: Params,
    takes: ['multipart/form-data', '*/*'],
    replies: [json(Photo, 202)],
  },
  async ({ ctx, params, request }) => {
    if (!request.headers.get('content-type')?.startsWith('multipart/'))
      return replaceFile(ctx, { ...params, body: requestBody(request).body })
    let photo: Photo | undefined
    await readMultipart(request, async ({ name, body }) => {
      if (photo) throw new AppError('invalid', 'Send one file: a photo has one picture.')
      photo = await replaceFile(ctx, { ...params, body, name })
    })
    if (!photo) throw new AppError('invalid', 'Send the file as a part named file, or as the whole body.')
    return photo
  },
)

export const { GET, POST, PATCH, DELETE } = notAllowed('PUT')
