import pg from 'pg'

interface Listening {
  /** Called with each notification's payload. */
  onMessage: (payload: string) => void
  /** Called each time listening starts anew after a break: messages may have been missed. */
  onReconnect: () => void
  onError: (error: Error) => void
}

const RETRY_MS = [250, 1_000, 3_000, 5_000]

/**
 * Listens on a Postgres channel with a connection of its own and connects again, for ever, when it breaks.
 * @returns a function that stops listening
 */
export function listen(url: string, channel: string, told: Listening): () => Promise<void> {
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  let failures = 0
  let connections = 0

  const again = (error: Error) => {
    if (stopped || timer) return
    told.onError(error)
    void client?.end().catch(() => undefined)
    client = undefined
    timer = setTimeout(
      () => {
        timer = undefined
        void open()
      },
      RETRY_MS[Math.min(failures++, RETRY_MS.length - 1)],
    )
    timer.unref()
  }

  const open = async () => {
    const next = new pg.Client({
      connectionString: url,
      application_name: 'albumen-events',
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    })
    client = next
    next.on('error', (error) => client === next && again(error))
    next.on('end', () => client === next && again(new Error('the connection ended')))
    next.on('notification', ({ payload }) => told.onMessage(payload ?? ''))
    try {
      await next.connect()
      await next.query(`listen ${next.escapeIdentifier(channel)}`)
      failures = 0
      if (connections++ > 0) told.onReconnect()
    } catch (error) {
      if (client === next) again(error instanceof Error ? error : new Error(String(error)))
    }
  }

  void open()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await client?.end().catch(() => undefined)
  }
}
