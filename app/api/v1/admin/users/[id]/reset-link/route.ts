import { makeResetLink } from '@/lib/admin/make-reset-link'
import { PersonParams, ResetLink } from '@/lib/admin/people-contract'
import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { requestOrigin } from '@/lib/http/origin'
import { route } from '@/lib/http/route'

export const POST = route(
  {
    summary: 'Makes a link with which a person sets a new password, once within a day; for administrators.',
    scope: 'session',
    login: true,
    secret: true,
    params: PersonParams,
    replies: [json(ResetLink, 201)],
    problems: ['conflict'],
  },
  async ({ ctx, params, request }) => await makeResetLink(ctx, params.id, requestOrigin(request)),
)

export const { GET, PUT, PATCH, DELETE } = notAllowed('POST')
