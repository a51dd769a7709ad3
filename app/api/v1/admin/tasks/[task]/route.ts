import { pauseTask } from '@/lib/admin/jobs'
import { TaskParams, TaskPause } from '@/lib/admin/jobs-contract'
import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'

export const PATCH = route(
  {
    summary: 'Begins no job of a kind any more, or does so again; for administrators.',
    scope: 'session',
    login: true,
    params: TaskParams,
    body: TaskPause,
    example: { paused: true },
    replies: [json(TaskPause)],
  },
  async ({ ctx, params, body }) => {
    await pauseTask(ctx, params.task, body.paused)
    return body
  },
)

export const { GET, POST, PUT, DELETE } = notAllowed('PATCH')
