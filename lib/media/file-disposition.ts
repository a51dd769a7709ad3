/**
 * A Content-Disposition that saves under a name (RFC 6266, RFC 5987): a plain ASCII name for old programs and the real
 * one, both without characters that a file system or a header takes amiss.
 */
export function attachment(filename: string): string {
  const safe =
    filename
      .replace(/[\p{Cc}\p{Cs}<>:"/\\|?*\u2028\u2029]/gu, '_')
      .replace(/[. ]+$/, '')
      .slice(0, 200)
      .replace(/[\ud800-\udbff]$/, '') || 'photo'
  const ascii = safe
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[^\x20-\x7e]/g, '_')
    .replace(/[%']/g, '_')
  const encoded = encodeURIComponent(safe).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`
}
