import { readSync, writeSync } from 'node:fs'
import { connect } from 'node:net'
import { frame, REPLY_DESCRIPTOR } from '../decoder/decoder-protocol'

/** A decoder child gone mad: what it does with a file is in the file's name. */
function fill(target: Uint8Array): Uint8Array {
  for (let at = 0; at < target.byteLength; ) {
    const count = readSync(0, target, at, target.byteLength - at, null)
    if (count === 0) process.exit(0)
    at += count
  }
  return target
}

const readFrame = () => fill(new Uint8Array(Buffer.from(fill(new Uint8Array(4))).readUInt32BE()))
const say = (message: unknown) => writeSync(REPLY_DESCRIPTOR, frame(Buffer.from(JSON.stringify(message))))
const eaten: Buffer[] = []

async function misbehave(name: string): Promise<number> {
  if (name === 'abort') process.abort()
  if (name === 'exit') process.exit(3)
  if (name === 'spin') for (;;);
  if (name === 'hang') await new Promise((resolve) => setTimeout(resolve, 1_000_000))
  if (name === 'eat') for (;;) eaten.push(Buffer.alloc(1024 * 1024, 1))
  if (name === 'garbage') writeSync(REPLY_DESCRIPTOR, Buffer.alloc(64, 0x7b))
  if (name === 'huge') writeSync(REPLY_DESCRIPTOR, Buffer.alloc(8, 0x7f))
  if (name === 'lie') return say({ outcome: 'done', result: { mediaType: 'text/html', width: -1 }, lengths: [0, 0] })
  if (name === 'environment') return say({ outcome: 'refused', reason: Object.keys(process.env).sort().join(' ') })
  if (name === 'network') {
    const error = await new Promise((resolve) => connect(9, '127.0.0.1').on('error', resolve).on('connect', resolve))
    return say({ outcome: 'refused', reason: String((error as { code?: string }).code) })
  }
  return say({ outcome: 'refused', reason: `${name} ${process.pid}` })
}

say({ outcome: 'ready' })
for (;;) {
  const { filename } = JSON.parse(Buffer.from(readFrame()).toString())
  let aborted = false
  for (;;) {
    const length = Buffer.from(fill(new Uint8Array(4))).readUInt32BE()
    aborted = length === 0xffffffff
    if (aborted || length === 0) break
    fill(new Uint8Array(length))
  }
  if (aborted) say({ outcome: 'aborted' })
  else await misbehave(filename)
}
