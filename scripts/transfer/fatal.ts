/** Nothing can go on: the command ends with status 2 and this sentence alone. */
export class Fatal extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'Fatal'
  }
}

/** What the server says no to, or a file that cannot be taken: that file fails, the others go on. */
export class Refusal extends Error {
  constructor(
    message: string,
    readonly status: number,
    readonly code: string,
  ) {
    super(message)
    this.name = 'Refusal'
  }
}

/** The reason of a failed file. What is neither the server's nor the file's fault is an error of the program: it goes on up. */
export function reasonOf(error: unknown): string {
  if (error instanceof Refusal) return error.message
  const code = error instanceof Error && 'code' in error ? String(error.code) : null
  if (code !== null) return FILE_TROUBLE[code] ?? `The file cannot be read or written (${code}).`
  throw error
}

const FILE_TROUBLE: Record<string, string> = {
  EACCES: 'The file may not be read or written.',
  EPERM: 'The file may not be read or written.',
  ENOENT: 'The file is no longer there.',
  ELOOP: 'The file has become a symbolic link.',
  ENOSPC: 'The disk is full.',
  ENOTDIR: 'A file stands where a folder should.',
  EROFS: 'The disk may only be read.',
  EISDIR: 'A folder is in the way.',
}
