/** Without a byte moving for so long, the connection is taken for dead. */
export const STALL_MS = 60_000
/** After the last byte the server may still be checking and making things durable. */
export const ANSWER_MS = 180_000

/** Calls `stalled` once where nothing is heard for as long as was said last. */
export function stallTimer(stalled: () => void): { expect(ms: number): void; stop(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = () => clearTimeout(timer)
  return {
    expect(ms) {
      stop()
      timer = setTimeout(stalled, ms)
    },
    stop,
  }
}
