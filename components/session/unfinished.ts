/** Whether something of this page would be lost if it were left now (uploads under way). */
let unfinished = false

export function setUnfinished(value: boolean): void {
  unfinished = value
}

export function isUnfinished(): boolean {
  return unfinished
}
