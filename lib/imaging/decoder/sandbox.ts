import { spawnSync } from 'node:child_process'

export interface Command {
  file: string
  args: string[]
}

let found: string[] | undefined

/**
 * Wraps a command so that it has no network, gains no rights and dies with its parent, where this machine can do that
 * (Linux with util-linux); else the command as it is. None of the wrappers forks, so the process id stays the command's.
 */
export function sandboxed(command: Command): Command {
  found ??= WRAPPERS.find(works) ?? []
  const [file, ...args] = [...found, command.file, ...command.args]
  return { file: file ?? command.file, args }
}

const PRIVILEGES = ['setpriv', '--no-new-privs', '--pdeathsig', 'KILL']
const WRAPPERS = [
  ['unshare', '--net', '--ipc', ...PRIVILEGES, '--bounding-set=-all', '--inh-caps=-all'],
  ['unshare', '--user', '--net', '--ipc', ...PRIVILEGES],
  ['unshare', '--net'],
  PRIVILEGES,
]

function works(wrapper: string[]): boolean {
  const [file = '', ...args] = [...wrapper, process.execPath, '-e', '0']
  return (
    process.platform === 'linux' &&
    spawnSync(file, args, { env: { NODE_ENV: 'production' }, stdio: 'ignore', timeout: 10_000 }).status === 0
  )
}
