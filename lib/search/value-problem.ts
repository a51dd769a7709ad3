/** A value of the filter that cannot be understood; the message says what would be right. */
export class ValueProblem extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'ValueProblem'
  }
}
