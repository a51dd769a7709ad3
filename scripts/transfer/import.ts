// `npm run import -- FOLDER`: brings a folder of pictures into a library by the API of any server (docs/command-line.md).
import { givenVariables } from '@/lib/env'
import { allPages } from './all-pages'
import { ApiClient } from './api-client'
import { type ImportArguments, parseImport } from './arguments'
import { finishImport, isTrash } from './importing/after-import'
import { type Content, hashPlan } from './importing/contents'
import { planImport } from './importing/import-plan'
import { ImportRun } from './importing/import-run'
import { scanFolder } from './importing/scan-folder'
import { Progress } from './progress'
import { RemoteMe, RemotePhotoPage } from './remote'
import { runCommand } from './run-command'
import { parseServerAddress } from './server-address'
import { importSummary } from './summary'

await runCommand(async (args) => {
  const options = parseImport(args)
  const progress = new Progress(process.stdout)
  const address = parseServerAddress(givenVariables('ALBUMEN_URL', 'ALBUMEN_TOKEN'))
  const client = new ApiClient(address, (line) => progress.say(line))
  const { username } = await client.call(RemoteMe, 'GET', '/me')
  progress.say(
    `Into the library of ${username} at ${client.server.url}${options.dryRun ? ' (dry run: nothing is sent)' : ''}`,
  )
  return importFolder(client, options, progress)
})

async function importFolder(client: ApiClient, options: ImportArguments, progress: Progress): Promise<0 | 1> {
  const plan = await planImport(await scanFolder(options.folder), options)
  if (plan.library)
    progress.say(`${options.folder} is an export of ${plan.library.username} at ${plan.library.server}.`)
  progress.begin(
    'Reading',
    plan.files.length,
    plan.files.reduce((sum, { file }) => sum + file.bytes, 0),
  )
  const contents = await hashPlan(plan, (bytes, files) => progress.advance(bytes, files))
  progress.finish()
  const more: { file: string; reason: string }[] = []
  const tell = () => {
    progress.finish()
    const { lines, failures } = importSummary(plan, contents, more, options.dryRun)
    for (const line of lines) progress.say(line)
    return failures > 0 ? 1 : 0
  }
  try {
    if (contents.some(isTrash)) await findInTrash(client, contents)
    if (options.dryRun) await compare(client, contents)
    else {
      await send(client, contents, options, progress)
      more.push(...(await finishImport(client, { plan, contents, ...options })))
    }
  } catch (error) {
    tell()
    throw error
  }
  return tell()
}

async function send(
  client: ApiClient,
  contents: Content[],
  options: ImportArguments,
  progress: Progress,
): Promise<void> {
  const left = contents.filter(({ outcome }) => outcome === null)
  progress.begin(
    'Sending',
    left.length,
    left.reduce((sum, { file }) => sum + file.bytes, 0),
  )
  const moved = new Map<Content, number>()
  const run = new ImportRun(client, {
    concurrency: options.concurrency,
    onSent: (content, bytes) => {
      moved.set(content, (moved.get(content) ?? 0) + bytes)
      progress.advance(bytes, 0)
    },
    // What was not sent, or sent twice, counts as done once, for the time that is left.
    onSettled: (content) => progress.advance(content.file.bytes - (moved.get(content) ?? 0), 1),
  })
  await run.run(left)
}

/** What an export has in the trash, and this library too, stays there. */
async function findInTrash(client: ApiClient, contents: Content[]): Promise<void> {
  const trash = new Map<string, string>()
  for await (const { sha256, id } of allPages(client, RemotePhotoPage, '/photos?owner=me&trash=true'))
    if (sha256) trash.set(sha256, id)
  for (const content of contents) {
    const photoId = trash.get(content.sha256)
    if (photoId !== undefined && isTrash(content))
      Object.assign(content, { photoId, inTrash: true, outcome: { kind: 'known' } })
  }
}

/** What would be sent: the library is listed, for to ask for an address would begin an upload. */
async function compare(client: ApiClient, contents: Content[]): Promise<void> {
  const held = new Set<string>()
  for await (const photo of allPages(client, RemotePhotoPage, '/photos?owner=me')) {
    if (photo.sha256 && !photo.source && (photo.status === 'ready' || photo.status === 'processing'))
      held.add(photo.sha256)
  }
  for (const content of contents) content.outcome ??= { kind: held.has(content.sha256) ? 'known' : 'sent' }
}
