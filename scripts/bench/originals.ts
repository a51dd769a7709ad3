import { execFileSync } from 'node:child_process'
import { open, readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { sniffMediaType } from '../../lib/imaging/formats/sniff'
import { SNIFF_BYTES } from '../../lib/media/media-types'

export interface Original {
  path: string
  bytes: number
}

/** The pictures below a folder, by content, in the order of their paths. */
export async function listOriginals(folder: string): Promise<Original[]> {
  const found: Original[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name)
    if (!entry.isFile()) continue
    if (sniffMediaType(await headOf(file))) found.push({ path: path.resolve(file), bytes: (await stat(file)).size })
  }
  return found.sort((a, b) => a.path.localeCompare(b.path))
}

async function headOf(file: string): Promise<Buffer> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(SNIFF_BYTES), 0, SNIFF_BYTES, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

/** What the bare loop of sharp and exifr says of itself. @param list a JSON file of paths */
export function runBare(list: string) {
  const args = ['--import', 'tsx', 'scripts/bench/bare-loop.ts', list]
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }))
}
