import { createServer, type Server } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { choosePort, freePort } from './ports'

const servers: Server[] = []

afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

async function occupy(port: number): Promise<void> {
  const server = createServer()
  servers.push(server)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
}

describe('choosePort', () => {
  it('takes the port that was asked for when it is free', async () => {
    const port = await freePort()
    expect(await choosePort(port, '127.0.0.1', true)).toBe(port)
  })

  it('takes a later one when it is in use and nobody insisted', async () => {
    const port = await freePort()
    await occupy(port)
    const chosen = await choosePort(port, '127.0.0.1', false)
    expect(chosen).toBeGreaterThan(port)
    expect(chosen).toBeLessThan(port + 100)
  })

  it('says so when it is in use and somebody insisted', async () => {
    const port = await freePort()
    await occupy(port)
    await expect(choosePort(port, '127.0.0.1', true)).rejects.toThrow(`PORT=${port} is in use by another program`)
  })

  it('says so when the address is not ours', async () => {
    await expect(choosePort(0, '192.0.2.1', false)).rejects.toThrow('HOST=192.0.2.1 is no address of this computer')
  })
})
