import { Fatal, Refusal } from './fatal'

/** Runs a command and ends the process: 0 all done, 1 some of it failed, 2 it could not go on. */
export async function runCommand(command: (args: string[]) => Promise<0 | 1>): Promise<void> {
  try {
    process.exitCode = await command(process.argv.slice(2))
  } catch (error) {
    const plain = error instanceof Fatal || error instanceof Refusal
    const words = error instanceof Error ? (plain ? error.message : error.stack) : String(error)
    process.stderr.write(`${words}\n`)
    // Files may be on their way still: nothing of them is waited for.
    process.exit(2)
  }
}
