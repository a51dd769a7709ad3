/** A value of the filter that cannot be understood; the message says what would be right. */
export class ValueProblem extends Error {
  /** The value that was probably meant, where it can be guessed. */
  readonly instead: string | null

  constructor(message: string, instead: string | null = null) {
    super(message)
    this.name = 'ValueProblem'
    this.instead = instead
  }
}
