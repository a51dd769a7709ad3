import { PlainError } from './setup.mjs'

/** Writes one line for a step that is done: what, how it went, how long it took. */
export function printStep(name: string, result: string, ms: number): void {
  process.stdout.write(`  ${name.padEnd(16)}${result.padEnd(42)} ${(ms / 1000).toFixed(2).padStart(7)} s\n`)
}

/** Does a step and writes its line. @param result the text of the line, from what the step returned */
export async function step<T>(name: string, result: (value: T) => string, work: () => Promise<T>): Promise<T> {
  const started = performance.now()
  try {
    const value = await work()
    printStep(name, result(value), performance.now() - started)
    return value
  } catch (error) {
    printStep(name, 'failed', performance.now() - started)
    throw error instanceof PlainError
      ? error
      : new PlainError(`${name}: ${error instanceof Error ? error.message : String(error)}`)
  }
}
