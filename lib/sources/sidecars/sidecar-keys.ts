/**
 * The keys under which a picture's sidecar may lie, in whatever case: `name.xmp` (Lightroom) speaks for all pictures of that name,
 * `name.jpg.xmp` (darktable, digiKam) for one.
 */
export function sidecarKeysOf(key: string): string[] {
  return [...new Set([stemOf(key), key])].map((base) => `${base}.xmp`)
}

function stemOf(key: string): string {
  const slash = key.lastIndexOf('/')
  const dot = key.lastIndexOf('.')
  return dot > slash + 1 ? key.slice(0, dot) : key
}

/**
 * How much a sidecar has to say about a picture: what names it alone over what names its name, letters as they are over another case, and
 * `.xmp` over `.XMP`.
 * @returns null for one of another folder or name
 */
export function rankOfSidecar(sidecar: string, key: string): number | null {
  const base = baseOfSidecar(sidecar)
  const folder = (of: string) => of.slice(0, of.lastIndexOf('/') + 1)
  if (folder(base) !== folder(key)) return null
  const small = sidecar.endsWith('.xmp') ? 1 : 0
  for (const [rank, whole] of [key, stemOf(key)].entries()) {
    if (base === whole) return (1 - rank) * 8 + 4 + small
    if (base.toLowerCase() === whole.toLowerCase()) return (1 - rank) * 8 + small
  }
  return null
}

/** What a sidecar speaks for: one key, and all keys that are this with one more extension. */
export function baseOfSidecar(key: string): string {
  return key.slice(0, -'.xmp'.length)
}

/** Whether a picture's key is what a sidecar speaks for. */
export function isOfSidecar(key: string, base: string): boolean {
  return key === base || (key.startsWith(`${base}.`) && !/[./]/.test(key.slice(base.length + 1)))
}
