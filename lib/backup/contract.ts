import { z } from 'zod'

/** What lies in a backup (docs/backup.md). Programs of any age read it: fields are added, never changed. */

const SHA256 = z.string().regex(/^[0-9a-f]{64}$/)

const Table = z.object({
  schema: z.string(),
  name: z.string(),
  /** In the order in which the rows hold them; what the database works out by itself is not among them. */
  columns: z.array(z.string()).min(1),
  rows: z.int().min(0),
  /** Key in the place of the backup; its bytes are gzip of what `COPY … TO STDOUT` gives. */
  key: z.string(),
  sha256: SHA256,
})
export type BackupTable = z.infer<typeof Table>

export const Manifest = z.object({
  format: z.literal('albumen-backup'),
  version: z.literal(1),
  /** When the rows were read, RFC 3339. */
  at: z.iso.datetime(),
  /** So many migrations of Albumen the database had seen. */
  migrations: z.int().min(1),
  postgres: z.string(),
  tables: z.array(Table),
  sequences: z.array(z.object({ schema: z.string(), name: z.string(), value: z.string() })),
  /** Lines of `BackupObject` in the byte order of their keys, gzip. */
  objects: z.object({ key: z.string(), sha256: SHA256, count: z.int(), bytes: z.int(), copied: z.boolean() }),
  /** Says which AUTH_SECRET opens what is sealed in the rows, without telling it; null where none was set. */
  secret: SHA256.nullable(),
})
export type Manifest = z.infer<typeof Manifest>

export const BackupObject = z.object({
  key: z.string(),
  bytes: z.int().min(0),
  /** Null where the store was listed only, and no row knows it. */
  sha256: SHA256.nullable(),
})
export type BackupObject = z.infer<typeof BackupObject>

/** Where the parts of a backup lie: those of one moment in a folder of its name, objects together for all of them. */
export const manifestKey = (name: string) => `backups/${name}/manifest.json`
export const partKey = (name: string, part: string) => `backups/${name}/${part}.gz`
export const objectKey = (key: string) => `objects/${key}`

/** The name of a backup: the moment it began, as `20261128t031500z`. */
export function nameOf(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace(/[-:]/g, '').toLowerCase()}z`
}
