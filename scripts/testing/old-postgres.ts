import { createServer, type Server, type Socket } from 'node:net'

const SSL_REQUEST = 80877103

/** What a PostgreSQL of another version answers to the question which one it is; nothing else can be asked. */
export async function startOldPostgres(number: string, version: string): Promise<{ url: string; server: Server }> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    let started = false
    socket.on('data', (data) => {
      if (!started) {
        if (data.readInt32BE(4) === SSL_REQUEST) return void socket.write('N')
        started = true
        return greet(socket)
      }
      if (data[0] === 0x51) answer(socket, [number, version])
      if (data[0] === 0x58) socket.end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  return { url: `postgres://app:x@127.0.0.1:${port}/x`, server }
}

function message(type: string, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  const head = Buffer.alloc(5)
  head.write(type)
  head.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}

const int32 = (value: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}
const int16 = (value: number) => {
  const bytes = Buffer.alloc(2)
  bytes.writeInt16BE(value)
  return bytes
}
const text = (value: string) => Buffer.from(`${value}\0`)

function greet(socket: Socket): void {
  socket.write(
    Buffer.concat([message('R', int32(0)), message('K', int32(1), int32(2)), message('Z', Buffer.from('I'))]),
  )
}

/** One row of two columns of text. */
function answer(socket: Socket, values: string[]): void {
  const column = (name: string) =>
    Buffer.concat([text(name), int32(0), int16(0), int32(25), int16(-1), int32(-1), int16(0)])
  const value = (one: string) => Buffer.concat([int32(Buffer.byteLength(one)), Buffer.from(one)])
  socket.write(
    Buffer.concat([
      message('T', int16(2), column('number'), column('version')),
      message('D', int16(2), ...values.map(value)),
      message('C', text('SELECT 1')),
      message('Z', Buffer.from('I')),
    ]),
  )
}
