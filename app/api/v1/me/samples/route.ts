import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { addSamples } from '@/lib/samples/add-samples'
import { AddedSamples, DiscardedSamples, Samples } from '@/lib/samples/contract'
import { countSamples } from '@/lib/samples/count-samples'
import { discardSamples } from '@/lib/samples/discard-samples'

export const GET = route(
  { summary: 'Counts one’s own sample photos.', scope: 'read', login: true, replies: [json(Samples)] },
  async ({ ctx }) => countSamples(ctx),
)

export const POST = route(
  {
    summary: 'Puts drawn pictures into one’s own library, to look around with; private, and in an album.',
    scope: 'write',
    login: true,
    replies: [json(AddedSamples, 201)],
  },
  async ({ ctx }) => addSamples(ctx),
)

export const DELETE = route(
  {
    summary: 'Deletes one’s own sample photos for ever, edited or not, and says what went.',
    scope: 'write',
    login: true,
    replies: [json(DiscardedSamples)],
  },
  async ({ ctx }) => discardSamples(ctx),
)

export const { PUT, PATCH } = notAllowed('GET', 'POST', 'DELETE')
