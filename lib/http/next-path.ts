/**
 * Where to go after logging in: a path of this site, or `/` for anything else (other hosts in all their disguises,
 * scripts, over-long values). Imports nothing: browser and server both use it.
 */
export function nextPath(value: string | null | undefined): string {
  if (!value || value.length > 2048 || !/^\/(?![/\\])/.test(value)) return '/'
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop tabs and line breaks, which turns /<tab>/evil into //evil
  if (/[\u0000-\u001f\u007f\\]/.test(value)) return '/'
  const base = 'http://albumen.invalid'
  if (!URL.canParse(value, base)) return '/'
  const url = new URL(value, base)
  if (url.origin !== base || /^\/\//.test(url.pathname) || url.pathname.startsWith('/api/')) return '/'
  return url.pathname + url.search + url.hash
}
