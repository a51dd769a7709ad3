import { Storage } from '@/lib/accounts/contract'
import { getStorage } from '@/lib/accounts/get-storage'
import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'

export const GET = route(
  {
    summary: 'Tells how much room one has and what of it is taken.',
    scope: 'read',
    login: true,
    replies: [json(Storage)],
  },
  async ({ ctx }) => await getStorage(ctx),
)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
