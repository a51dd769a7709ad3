import decodeHeic from 'heic-decode'
import type { Pixels } from './fingerprint'

/**
 * Decodes a HEIC picture (libheif as WebAssembly: sharp's build has no HEVC). The container's rotation and mirroring are
 * applied; EXIF's orientation must not be applied on top of it.
 * @throws Error when the bytes are not a whole HEIC picture
 */
export async function decodeHeicPixels(bytes: Uint8Array): Promise<Pixels> {
  const { data, width, height } = await decodeHeic({ buffer: bytes })
  return { data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength), width, height, channels: 4 }
}
