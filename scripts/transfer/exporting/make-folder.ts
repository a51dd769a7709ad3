import { mkdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { Refusal } from '../fatal'

/**
 * Makes a folder and those above it, one by one: where a system takes none (below /proc), Node's own way of making them all never ends.
 * @throws Refusal where the system says that the folder it should lie in is not there, though it is; errors of the file system
 */
export async function makeFolder(folder: string): Promise<void> {
  const missing: string[] = []
  for (let at = path.resolve(folder); !(await isThere(at)); at = path.dirname(at)) missing.unshift(at)
  for (const one of missing) await mkdir(one).catch((error) => refuse(one, error))
}

async function isThere(folder: string): Promise<boolean> {
  try {
    await stat(folder)
    return true
  } catch (error) {
    if (codeOf(error) === 'ENOENT' && folder !== path.dirname(folder)) return false
    throw error
  }
}

function refuse(folder: string, error: unknown): void {
  const code = codeOf(error)
  if (code === 'EEXIST') return
  if (code === 'ENOENT') throw new Refusal(`${path.dirname(folder)} takes no folders.`, 0, 'path')
  throw error
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error ? String(error.code) : null
}
