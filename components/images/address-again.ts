const AGAIN = '&again=1'

/**
 * The address of a picture that did not come, for another try: where it comes from the store itself, only then the server looks whether it is
 * there, and has it drawn where it is not.
 */
export function addressAgain(url: string): string {
  return url.includes('/renditions/') && url.includes('?') && !url.endsWith(AGAIN) ? `${url}${AGAIN}` : url
}

/** The address as it was before. */
export function addressBefore(url: string): string {
  return url.endsWith(AGAIN) ? url.slice(0, -AGAIN.length) : url
}
