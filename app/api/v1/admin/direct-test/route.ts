import { DirectTest } from '@/lib/direct/contract'
import { startDirectTest } from '@/lib/direct/start-direct-test'
import { notAllowed } from '@/lib/http/not-allowed'
import { requestOrigin } from '@/lib/http/origin'
import { route } from '@/lib/http/route'

export const POST = route({ name: 'POST /admin/direct-test', login: true, reply: DirectTest }, ({ ctx, request }) =>
  startDirectTest(ctx, { origin: requestOrigin(request) }),
)

export const { GET, PUT, PATCH, DELETE } = notAllowed('POST')
