import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import yauzl from 'yauzl'

const openZip = promisify<Buffer, yauzl.Options, yauzl.ZipFile>(yauzl.fromBuffer)

/** The files of a zip by their names, in its order. @throws Error where it is not whole */
export async function readZip(zip: Buffer): Promise<Map<string, Buffer>> {
  const file = await openZip(zip, { lazyEntries: false, validateEntrySizes: true })
  const entries: yauzl.Entry[] = []
  await new Promise<void>((resolve, reject) => {
    file.on('entry', (entry: yauzl.Entry) => entries.push(entry))
    file.on('end', resolve)
    file.on('error', reject)
  })
  const open = promisify(file.openReadStream.bind(file)) as (entry: yauzl.Entry) => Promise<NodeJS.ReadableStream>
  const found = new Map<string, Buffer>()
  for (const entry of entries) found.set(entry.fileName, await buffer(await open(entry)))
  return found
}
