import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export interface StartedProvider {
  issuer: string
  /** Says who somebody is from now on. */
  tell(login: string, claims: Record<string, unknown>): Promise<void>
  stop(): Promise<void>
}

/** Starts a real provider that sends people back to these addresses. */
export async function startProvider(redirectUris: string[]): Promise<StartedProvider> {
  const child = fork(fileURLToPath(new URL('provider.mjs', import.meta.url)), redirectUris, { silent: true })
  const { issuer } = (await messageOf(child)) as { issuer: string }
  return {
    issuer,
    async tell(login, claims) {
      const known = messageOf(child)
      child.send({ login, claims })
      await known
    },
    async stop() {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill()
      await gone
    },
  }
}

function messageOf(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stderr?.on('data', (chunk) => {
      said += chunk
    })
    child.once('message', resolve)
    child.once('exit', (status) => reject(new Error(`the provider ended with ${status}: ${said}`)))
  })
}
