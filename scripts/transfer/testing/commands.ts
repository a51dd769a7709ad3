import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import sharp from 'sharp'
import { NewToken } from '../../../lib/accounts/token-contract'
import { ROOT } from '../../setup.mjs'
import type { Person } from '../../testing/person'
import { freshEnvironment } from '../../testing/start-albumen'

/** An access token of a person who has logged in. */
export async function tokenOf(person: Person, scopes: ('read' | 'write')[] = ['read', 'write']): Promise<string> {
  const body = { name: 'Command line', scopes, currentPassword: 'a password for tests' }
  const reply = await person.send('POST', '/api/v1/tokens', body)
  if (reply.status !== 201) throw new Error(`no token: ${reply.status} ${await reply.text()}`)
  return NewToken.parse(await reply.json()).token
}

export interface Ran {
  status: number | null
  output: string
}

/** `npm run import` or `npm run export`, without npm. @param onStart gets the process, to kill it */
export function runTransfer(
  command: 'import' | 'export',
  { url, token }: { url: string; token: string },
  args: string[],
  onOutput: (output: string, child: ChildProcess) => void = () => undefined,
): Promise<Ran> {
  const file = path.join(ROOT, 'scripts', 'transfer', `${command}.ts`)
  const env = { ...freshEnvironment({}), ALBUMEN_URL: url, ALBUMEN_TOKEN: token }
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...args], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      onOutput(output, child)
    })
  }
  return new Promise((resolve) => child.once('close', (status) => resolve({ status, output })))
}

/** A picture unlike all others of another seed; its file says when it was taken where that is given. */
export async function picture(seed: number, exif: { taken?: string; description?: string } = {}): Promise<Buffer> {
  const [width, height] = [120, 90]
  let state = seed * 7919 + 17
  const next = () => {
    state = (state * 1103515245 + 12345) % 2147483648
    return (state >> 16) & 255
  }
  const pixels = Buffer.from(Array.from({ length: 12 * 9 * 3 }, next))
  const tags = {
    IFD0: exif.description === undefined ? {} : { ImageDescription: exif.description },
    IFD2: exif.taken === undefined ? {} : { DateTimeOriginal: exif.taken },
  }
  return sharp(pixels, { raw: { width: 12, height: 9, channels: 3 } })
    .resize(width, height)
    .withExif(tags as never)
    .jpeg()
    .toBuffer()
}
