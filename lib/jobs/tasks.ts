import { z } from 'zod'

/** Every job's name and payload: ids and keys only. The worker parses each payload with its schema before running it. */
export const TASKS = {
  'photo.process': z.object({ photoId: z.uuid() }),
  'photo.locate': z.object({ photoIds: z.array(z.uuid()).max(1000) }),
  'objects.delete': z.object({ keys: z.array(z.string()).max(1000) }),
  'uploads.expire': z.object({}),
  'trash.empty': z.object({}),
} as const

export type TaskName = keyof typeof TASKS
export type TaskPayload<N extends TaskName> = z.infer<(typeof TASKS)[N]>
