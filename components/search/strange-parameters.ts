import { FILTER_PARAMETERS } from './search-text'

/** What other sites hang on to an address to know who came from where: no word about it. */
const TRACKING = /^(utm_.*|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|ref)$/

/** What stands in a list's address and is neither a condition nor another site's mark: a mistake, each once. */
export function strangeParameters(params: URLSearchParams): string[] {
  const keys = new Set(params.keys())
  return [...keys].filter((key) => key !== 'q' && !FILTER_PARAMETERS.has(key) && !TRACKING.test(key))
}
