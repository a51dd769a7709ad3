import { execFile } from 'node:child_process'
import { chmod, cp, mkdtemp, readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { ROOT } from '../setup.mjs'

const run = promisify(execFile)
const LEFT_OUT = new Set(['node_modules', '.next', '.git', 'data', 'test-results', '.cache'])

/** A copy of the project as a clone has it, with the packages hard-linked and the build beside it, in a new folder of all users. */
export async function makeClone(): Promise<string> {
  const parent = await mkdtemp(path.join(tmpdir(), 'albumen-clone-'))
  await chmod(parent, 0o777)
  const clone = path.join(parent, 'albumen')
  await cp(ROOT, clone, { recursive: true, filter: (from) => !LEFT_OUT.has(path.relative(ROOT, from)) })
  const modules = path.join(ROOT, 'node_modules')
  await run('cp', ['-al', modules, clone]).catch(() => run('cp', ['-a', modules, clone]))
  await cp(path.join(ROOT, '.next'), path.join(clone, '.next'), {
    recursive: true,
    filter: (from) => !/^\.next\/(cache|dev)/.test(path.relative(ROOT, from)),
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
  return clone
}

/** Ids of all processes whose command line or environment names a folder (Linux). */
export async function processesNaming(folder: string): Promise<number[]> {
  const ids = (await readdir('/proc')).map(Number).filter((id) => id > 0 && id !== process.pid)
  const named = await Promise.all(
    ids.map(async (id) => {
      const texts = ['cmdline', 'environ'].map((file) => readFile(`/proc/${id}/${file}`, 'utf8').catch(() => ''))
      return (await Promise.all(texts)).join('\0').includes(folder)
    }),
  )
  return ids.filter((_, index) => named[index])
}
