/** A number with its thousands marked: `12,345`. */
export function formatNumber(value: number): string {
  return value.toLocaleString('en-GB')
}
