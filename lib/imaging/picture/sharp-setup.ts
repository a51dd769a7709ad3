import sharp from 'sharp'

/** Loaders for the accepted formats, from memory and raw pixels; every other loader of libvips stays blocked. */
const LOADERS = ['Jpeg', 'Png', 'Webp', 'Heif', 'Nsgif', 'Tiff'].flatMap((name) => [
  `VipsForeignLoad${name}Buffer`,
  `VipsForeignLoad${name}Source`,
])

let ready = false

/** Readies libvips for strangers' bytes: one thread, no cache between photos, no loader beyond the accepted formats. */
export function setUpSharp(): void {
  if (ready) return
  ready = true
  sharp.cache(false)
  sharp.concurrency(1)
  sharp.simd(true)
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({ operation: LOADERS })
}
