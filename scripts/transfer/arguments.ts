import { parseArgs } from 'node:util'
import * as z from 'zod'
import { Fatal } from './fatal'

const IMPORT_USAGE = `Usage: npm run import -- FOLDER [options]
  --visibility private|public  who may see the photos (private)
  --album-from-folder          every folder becomes an album of its name
  --tags a,b                   tags that all of them get
  --concurrency N              files that are sent at the same time, 1 to 32 (4)
  --dry-run                    says what would be sent, and sends nothing
ALBUMEN_URL names the server, ALBUMEN_TOKEN is an access token of yours.`

const EXPORT_USAGE = `Usage: npm run export -- DEST [filter]
  filter        as in the search box ("town:Berlin after:2023"), or key=value (country=DE rating=4-)
  --concurrency N  files that are fetched at the same time, 1 to 32 (4)
ALBUMEN_URL names the server, ALBUMEN_TOKEN is an access token of yours.`

const Concurrency = z.coerce
  .number('--concurrency: write a number from 1 to 32')
  .int('--concurrency: write a whole number')
  .min(1, '--concurrency: from 1')
  .max(32, '--concurrency: at most 32')
  .default(4)

const ImportOptions = z.object({
  visibility: z.enum(['private', 'public'], '--visibility: write private or public').default('private'),
  'album-from-folder': z.boolean().default(false),
  tags: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((tag) => tag.trim())
        .filter(Boolean),
    )
    .pipe(z.array(z.string().max(200, '--tags: at most 200 characters each')).max(100, '--tags: at most 100')),
  concurrency: Concurrency,
  'dry-run': z.boolean().default(false),
})

export interface ImportArguments {
  folder: string
  visibility: 'private' | 'public'
  albumFromFolder: boolean
  tags: string[]
  concurrency: number
  dryRun: boolean
}

/** @throws Fatal with how it is used */
export function parseImport(args: string[]): ImportArguments {
  const { values, positionals } = split(args, IMPORT_USAGE, {
    visibility: { type: 'string' },
    'album-from-folder': { type: 'boolean' },
    tags: { type: 'string' },
    concurrency: { type: 'string' },
    'dry-run': { type: 'boolean' },
  })
  const options = checked(ImportOptions, values, IMPORT_USAGE)
  const [folder, ...more] = positionals
  if (!folder || more.length > 0) throw new Fatal(`Name one folder.\n${IMPORT_USAGE}`)
  const { visibility, tags, concurrency } = options
  return {
    folder,
    visibility,
    tags,
    concurrency,
    albumFromFolder: options['album-from-folder'],
    dryRun: options['dry-run'],
  }
}

export interface ExportArguments {
  folder: string
  /** Parameters of the gallery's address. */
  filter: [string, string][]
  concurrency: number
}

/** @throws Fatal with how it is used */
export function parseExport(args: string[]): ExportArguments {
  const { values, positionals } = split(args, EXPORT_USAGE, { concurrency: { type: 'string' } })
  const { concurrency } = checked(z.object({ concurrency: Concurrency }), values, EXPORT_USAGE)
  const [folder, ...words] = positionals
  if (!folder) throw new Fatal(`Name a folder to export into.\n${EXPORT_USAGE}`)
  const pairs = words.flatMap((word): [string, string][] => {
    const pair = /^([a-zA-Z]+)=(.*)$/s.exec(word)
    return pair ? [[pair[1] as string, pair[2] as string]] : []
  })
  const text = words.filter((word) => !/^[a-zA-Z]+=/.test(word)).join(' ')
  return { folder, filter: text === '' ? pairs : [...pairs, ['q', text]], concurrency }
}

type OptionKinds = Record<string, { type: 'string' | 'boolean' }>

function split(args: string[], usage: string, options: OptionKinds) {
  try {
    return parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    throw new Fatal(`${error instanceof Error ? error.message : String(error)}\n${usage}`)
  }
}

function checked<S extends z.ZodType>(schema: S, values: unknown, usage: string): z.output<S> {
  const parsed = schema.safeParse(values)
  if (parsed.success) return parsed.data
  throw new Fatal(`${parsed.error.issues.map(({ message }) => message).join('\n')}\n${usage}`)
}
