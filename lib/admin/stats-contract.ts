import * as z from 'zod'

/** Numbers of the library on the wire. Both sides parse with them; nothing here may import server code. */

const n = z.int()

export const AdminStats = z
  .strictObject({
    people: z
      .strictObject({
        total: n.describe('All accounts.'),
        administrators: n.describe('Administrators that are not disabled.'),
        disabled: n.describe('Disabled accounts.'),
        active: n.describe('Accounts that were used in the last 30 days.'),
      })
      .describe('Accounts.'),
    photos: z
      .strictObject({
        total: n.describe('All photos.'),
        ready: n.describe('Finished ones, the trash left out.'),
        processing: n.describe('Being uploaded or processed.'),
        failed: n.describe('Those that could not be processed.'),
        trashed: n.describe('Those in the trash.'),
        fromSources: n.describe('Those that lie in sources.'),
      })
      .describe('Photos of everybody.'),
    bytes: z
      .strictObject({
        uploads: n.describe('What uploads take.'),
        sources: n.describe('What the files in sources take, where they lie.'),
      })
      .describe('Originals of everybody.'),
    queue: z
      .strictObject({
        waiting: n.describe('Jobs that wait.'),
        running: n.describe('Jobs that run.'),
        retrying: n.describe('Jobs that failed and are tried again.'),
        failed: n.describe('Jobs that were tried as often as they may be.'),
      })
      .describe('The queue.'),
    growth: z
      .array(
        z.strictObject({
          month: z.string().describe('Such as 2027-01.'),
          photos: n.describe('Photos that came.'),
          bytes: n.describe('What the uploads among them take.'),
          people: n.describe('Accounts that were made.'),
        }),
      )
      .describe('The last 24 months, in UTC, oldest first, of what is still there.'),
  })
  .meta({ id: 'AdminStats' })
export type AdminStats = z.infer<typeof AdminStats>
