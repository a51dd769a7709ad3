import { oneByOne } from '../load/one-by-one'
import { tooMany } from './attempts'

const CHECKS_OF_ADDRESS = { most: 8, refusal: () => tooMany(2) }

/**
 * Checks passwords one after another for one address: checking one costs time, and an address that has had too many is not to take that of
 * the others. @throws AppError rate_limited when too many of the address wait
 */
export function checkInTurn(address: string, check: () => Promise<boolean>): Promise<boolean> {
  return oneByOne(`passwords of ${address}`, CHECKS_OF_ADDRESS, check)
}
