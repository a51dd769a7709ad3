import * as z from 'zod'
import { ScanCounters } from './scan-contract'

/** Shapes of the administration of sources on the wire. Both sides parse with them; nothing here may import server code. */

export const AdminSourcesQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('The most sources of a page.'),
  cursor: z.string().max(400).optional().describe('next of the page before; left out for the first.'),
})
export type AdminSourcesQuery = z.output<typeof AdminSourcesQuery>

const AdminScan = ScanCounters.omit({ id: true })
  .extend({ trouble: z.boolean().describe('Whether it paused or stopped by itself; its owner sees why.') })
  .meta({ id: 'AdminScan' })

export const AdminSource = z
  .strictObject({
    id: z.string().describe('Its id.'),
    owner: z.string().describe('The username of its owner.'),
    kind: z.enum(['s3', 'directory']).describe('A bucket, or a folder of the server.'),
    photos: z.int().describe('Photos that are shown of it.'),
    missing: z.int().describe('Photos whose files are not there any more.'),
    failed: z.int().describe('Objects that could not be read.'),
    rescanMinutes: z.int().nullable().describe('Minutes from scan to scan; null: by hand and by events only.'),
    scan: AdminScan.nullable().describe('The last scan; null before the first.'),
    createdAt: z.string().describe('When it was connected.'),
  })
  .meta({ id: 'AdminSource' })
export type AdminSource = z.infer<typeof AdminSource>

export const AdminSourcePage = z
  .strictObject({
    items: z.array(AdminSource).describe('Latest first.'),
    next: z.string().nullable().describe('The cursor of the next page; null at the end.'),
  })
  .meta({ id: 'AdminSourcePage' })
export type AdminSourcePage = z.infer<typeof AdminSourcePage>
