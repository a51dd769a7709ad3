import type { LibHeif } from 'libheif-js/wasm-bundle.js'
import type { Pixels } from './fingerprint'

const COLORSPACE_RGB = 1
const CHROMA_INTERLEAVED_RGB = 10
const CHANNEL_INTERLEAVED = 10
const ERROR_BYTES = 16
const TILING_BYTES = 128

/** heif_image_tiling, as shown (rotation applied). */
interface Tiling {
  columns: number
  rows: number
  tileWidth: number
  tileHeight: number
  width: number
  height: number
  /** The last column (row) is cut at the far side, unless rotation has moved the cut to the near side. */
  cutLeft: boolean
  cutTop: boolean
}

/**
 * Decodes a HEIC that is a grid of tiles, as phones write it, tile by tile into RGB: 3 bytes a pixel and 17 MB, where libheif's own
 * assembly takes 13 bytes a pixel.
 * @returns null for a file that is no plain grid (one picture, transparency, cropped): it has to be decoded whole
 * @throws Error when the bytes are not a whole HEIC picture
 */
export function decodeHeicGrid(libheif: LibHeif, bytes: Uint8Array): Pixels | null {
  const heif = new HeifMemory(libheif)
  try {
    const context = heif.own(libheif._heif_context_alloc(), libheif._heif_context_free)
    const file = heif.allocate(bytes.byteLength)
    libheif.HEAPU8.set(bytes, file)
    heif.check((error) =>
      libheif._heif_context_read_from_memory_without_copy(error, context, file, bytes.byteLength, 0),
    )
    heif.check((error) => libheif._heif_context_get_primary_image_handle(error, context, heif.out))
    const handle = heif.own(heif.result(), libheif._heif_image_handle_release)
    const tiling = readTiling(heif, handle)
    if (!tiling || libheif._heif_image_handle_has_alpha_channel(handle) !== 0) return null
    const data = new Uint8Array(tiling.width * tiling.height * 3)
    for (let row = 0; row < tiling.rows; row++) {
      for (let column = 0; column < tiling.columns; column++) {
        heif.check((error) =>
          libheif._heif_image_handle_decode_image_tile(
            error,
            handle,
            heif.out,
            COLORSPACE_RGB,
            CHROMA_INTERLEAVED_RGB,
            0,
            column,
            row,
          ),
        )
        const image = heif.result()
        copyTile(heif, image, tiling, column, row, data)
        libheif._heif_image_release(image)
      }
    }
    return { data, width: tiling.width, height: tiling.height, channels: 3 }
  } finally {
    heif.release()
  }
}

function readTiling(heif: HeifMemory, handle: number): Tiling | null {
  const { libheif } = heif
  const at = heif.allocate(TILING_BYTES)
  heif.check((error) => libheif._heif_image_handle_get_image_tiling(error, handle, 1, at))
  const [, columns = 0, rows = 0, tileWidth = 0, tileHeight = 0, width = 0, height = 0, top = 0, left = 0] =
    libheif.HEAP32.subarray(at / 4, at / 4 + 9)
  const shown = [libheif._heif_image_handle_get_width(handle), libheif._heif_image_handle_get_height(handle)]
  const fits = (count: number, tile: number, size: number) => count * tile >= size && (count - 1) * tile < size
  if (columns * rows < 2 || shown[0] !== width || shown[1] !== height) return null
  if (!fits(columns, tileWidth, width) || !fits(rows, tileHeight, height)) return null
  return { columns, rows, tileWidth, tileHeight, width, height, cutLeft: left !== 0, cutTop: top !== 0 }
}

function copyTile(
  heif: HeifMemory,
  image: number,
  tiling: Tiling,
  column: number,
  row: number,
  into: Uint8Array,
): void {
  const { libheif } = heif
  const { tileWidth, tileHeight, width, height } = tiling
  const tile = {
    width: libheif._heif_image_get_primary_width(image),
    height: libheif._heif_image_get_primary_height(image),
  }
  const plane = libheif._heif_image_get_plane_readonly(image, CHANNEL_INTERLEAVED, heif.out)
  const stride = heif.result()
  if (plane === 0 || tile.width !== tileWidth || tile.height !== tileHeight)
    throw new Error('A tile has another size than the others.')
  const left = column * tileWidth - (tiling.cutLeft ? tiling.columns * tileWidth - width : 0)
  const top = row * tileHeight - (tiling.cutTop ? tiling.rows * tileHeight - height : 0)
  const from = Math.max(0, -left)
  const to = Math.min(tileWidth, width - left)
  for (let line = Math.max(0, -top); line < Math.min(tileHeight, height - top); line++) {
    const start = plane + line * stride
    into.set(libheif.HEAPU8.subarray(start + from * 3, start + to * 3), ((top + line) * width + left + from) * 3)
  }
}

/** What was taken from libheif's memory, given back in reverse order. */
class HeifMemory {
  private readonly undo: (() => void)[] = []
  private readonly error: number
  readonly out: number

  constructor(readonly libheif: LibHeif) {
    this.error = this.allocate(ERROR_BYTES)
    this.out = this.allocate(8)
  }

  allocate(bytes: number): number {
    const at = this.libheif._malloc(bytes)
    if (at === 0) throw new Error('Out of memory.')
    this.undo.push(() => this.libheif._free(at))
    return at
  }

  own(pointer: number, free: (pointer: number) => void): number {
    this.undo.push(() => free(pointer))
    return pointer
  }

  /** The number a call has put into `out`. */
  result(): number {
    return this.libheif.HEAP32[this.out / 4] ?? 0
  }

  /** Runs a call whose result structure (heif_error) says whether it worked. */
  check(call: (error: number) => void): void {
    call(this.error)
    const code = this.libheif.HEAP32[this.error / 4]
    if (code !== 0) throw new Error(`libheif: error ${code}`)
  }

  release(): void {
    for (const step of this.undo.reverse()) step()
  }
}
