/** A backup cannot be made, read or put back. Its message is a sentence for whoever runs the program. */
export class BackupError extends Error {
  /** Shown without a stack. */
  readonly plain = true

  constructor(message: string) {
    super(message)
    this.name = 'BackupError'
  }
}
