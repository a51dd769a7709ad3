import * as z from 'zod'

/** How the library is, on the wire. Both sides parse with it; nothing here may import server code. */

export const AdminHealth = z
  .strictObject({
    missing: z
      .array(z.enum(['database', 'queue', 'store', 'secret']))
      .describe('What does not answer, or cannot be written.'),
    workers: z
      .int()
      .nullable()
      .describe('Workers that live now, on all machines; null where the database cannot tell.'),
    freeBytes: z.int().nullable().describe('Room left where originals are kept; null for a bucket.'),
    clockSeconds: z.number().describe('How far the clocks of this process and of the database are apart.'),
    mail: z
      .enum(['off', 'ready', 'no_address'])
      .describe('Whether mail is sent; `no_address`: it is, and APP_URL does not say where its links lead.'),
    versions: z
      .strictObject({
        Albumen: z.string().describe('Of Albumen.'),
        'Node.js': z.string().describe('Of Node.js.'),
        PostgreSQL: z.string().describe('Of the database.'),
      })
      .describe('What runs.'),
  })
  .meta({ id: 'AdminHealth' })
export type AdminHealth = z.infer<typeof AdminHealth>

export const MailTest = z
  .strictObject({ to: z.string().describe('The address that it went to.') })
  .meta({ id: 'MailTest' })
