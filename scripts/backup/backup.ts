// `npm run backup -- PLACE [--keep=N] [--list-objects] [--secret=FILE]`: rows and objects of the library to a folder or a bucket (docs/backup.md).
import { writeFile } from 'node:fs/promises'
import { BackupError } from '../../lib/backup/backup-error'
import { lockedBackup } from '../../lib/backup/locked-backup'
import { env } from '../../lib/env'
import { formatBytes } from '../../lib/media/format-bytes'
import { openStore } from '../../lib/storage/open-store'
import { endPlainly } from '../end-plainly'
import { ownDatabase } from '../repair/own-database'
import { openPlace, parseCall, secretOf } from './place'

const USAGE = 'npm run backup -- PLACE [--keep=N] [--list-objects] [--secret=FILE]'

async function main(): Promise<void> {
  const { values, place } = parseCall(USAGE, {
    keep: { type: 'string' },
    'list-objects': { type: 'boolean' },
    secret: { type: 'string' },
  })
  const keep = values.keep === undefined ? undefined : Number(values.keep)
  if (keep !== undefined && !(Number.isInteger(keep) && keep > 0))
    throw new BackupError(`--keep=${values.keep}: say how many backups stay, at least 1.`)
  const settings = env()
  const target = await openPlace(place, settings)
  const secret = await secretOf(settings)
  const own = await ownDatabase()
  try {
    const copies = !values['list-objects']
    const done = await lockedBackup({ url: own.url, store: openStore(settings), target, copies, keep, secret })
    const rows = done.manifest.tables.reduce((sum, table) => sum + table.rows, 0)
    const { count, bytes } = done.manifest.objects
    say(`Backup ${done.name} at ${place}`)
    say(`Rows: ${rows} in ${done.manifest.tables.length} tables`)
    say(
      `Objects: ${count} (${formatBytes(bytes)}), ${copies ? `${done.copied} of them new (${formatBytes(done.copiedBytes)})` : 'listed, not copied'}`,
    )
    if (done.removed.length > 0) say(`Removed: ${done.removed.join(', ')}`)
    if (values.secret !== undefined) await keepSecret(values.secret, secret)
    else if (secret)
      say('AUTH_SECRET is not in it. Keep it apart (--secret=FILE): what is sealed in the rows opens only with it.')
  } finally {
    await own.close()
  }
}

async function keepSecret(file: string, secret: string | undefined): Promise<void> {
  if (!secret) throw new BackupError('There is no AUTH_SECRET yet: it is made at the first start.')
  await writeFile(file, `${secret}\n`, { mode: 0o600, flush: true })
  say(`AUTH_SECRET: written to ${file}, for its owner alone to read`)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

await main().catch(endPlainly)
