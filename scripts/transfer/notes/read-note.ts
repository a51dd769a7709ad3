import { open } from 'node:fs/promises'
import { Refusal } from '../fatal'
import { READ_FLAGS } from '../importing/hash-file'
import type { FoundFile } from '../importing/scan-folder'

/** A small file as a whole. @throws Refusal where it is larger than `most`; errors of the file system */
export async function readNote(file: FoundFile, most: number): Promise<Buffer> {
  const handle = await open(file.path, READ_FLAGS)
  try {
    const { size } = await handle.stat()
    if (size > most) throw new Refusal(`It is larger than such a file may be (${most} bytes).`, 0, 'too_large')
    const bytes = Buffer.alloc(size)
    let filled = 0
    while (filled < size) {
      const { bytesRead } = await handle.read(bytes, filled, size - filled, filled)
      if (bytesRead === 0) break
      filled += bytesRead
    }
    return bytes.subarray(0, filled)
  } finally {
    await handle.close()
  }
}
