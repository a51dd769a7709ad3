/**
 * The keys under which a picture's sidecar may lie, the weaker ones first: `name.xmp` (Lightroom) speaks for all pictures of that name,
 * `name.jpg.xmp` (darktable, digiKam) for one.
 */
export function sidecarKeysOf(key: string): string[] {
  const slash = key.lastIndexOf('/')
  const dot = key.lastIndexOf('.')
  const stem = dot > slash + 1 ? key.slice(0, dot) : key
  return [...new Set([stem, key])].flatMap((base) => [`${base}.XMP`, `${base}.xmp`])
}

/** What a sidecar speaks for: one key, and all keys that are this with one more extension. */
export function baseOfSidecar(key: string): string {
  return key.slice(0, -'.xmp'.length)
}

/** Whether a picture's key is what a sidecar speaks for. */
export function isOfSidecar(key: string, base: string): boolean {
  return key === base || (key.startsWith(`${base}.`) && !/[./]/.test(key.slice(base.length + 1)))
}
