import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { BackupObject } from './contract'

/** A list of objects that is being written to a file, one to a line. */
export class ObjectLines {
  count = 0
  bytes = 0
  private lines: string[] = []

  private constructor(
    readonly file: string,
    private readonly handle: FileHandle,
  ) {}

  static async create(file: string): Promise<ObjectLines> {
    return new ObjectLines(file, await open(file, 'w', 0o600))
  }

  async add(object: BackupObject): Promise<void> {
    this.count += 1
    this.bytes += object.bytes
    this.lines.push(JSON.stringify(object))
    if (this.lines.length >= 1_000) await this.write()
  }

  async close(): Promise<void> {
    await this.write()
    await this.handle.close()
  }

  private async write(): Promise<void> {
    if (this.lines.length > 0) await this.handle.appendFile(`${this.lines.join('\n')}\n`)
    this.lines = []
  }
}

/** The objects of a list, in its order. @throws Error for a line that is none */
export async function* readObjectLines(from: string | Readable): AsyncGenerator<BackupObject> {
  const input = from instanceof Readable ? from : createReadStream(from)
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line !== '') yield BackupObject.parse(JSON.parse(line))
  }
}
