declare module 'libheif-js/wasm-bundle.js' {
  /** One still of a file, as libheif's own wrapper gives it. */
  interface HeifImage {
    get_width(): number
    get_height(): number
    /** Fills RGBA; calls back with null when the picture cannot be decoded. */
    display(
      target: { data: Uint8ClampedArray; width: number; height: number },
      done: (filled: { data: Uint8ClampedArray } | null) => void,
    ): void
    free(): void
  }
  /** The parts of libheif's C interface (heif.h) that are used; structures are returned into memory named first. */
  export interface LibHeif {
    HEAPU8: Uint8Array
    HEAP32: Int32Array
    HeifDecoder: new () => { decode(bytes: Uint8Array): HeifImage[]; decoder: { delete(): void } }
    _malloc(bytes: number): number
    _free(at: number): void
    _heif_context_alloc(): number
    _heif_context_free(context: number): void
    _heif_context_read_from_memory_without_copy(
      error: number,
      context: number,
      at: number,
      bytes: number,
      options: number,
    ): void
    _heif_context_get_primary_image_handle(error: number, context: number, handle: number): void
    _heif_image_handle_get_width(handle: number): number
    _heif_image_handle_get_height(handle: number): number
    _heif_image_handle_has_alpha_channel(handle: number): number
    _heif_image_handle_release(handle: number): void
    _heif_image_handle_get_image_tiling(error: number, handle: number, transformed: number, tiling: number): void
    _heif_image_handle_decode_image_tile(
      error: number,
      handle: number,
      image: number,
      colorspace: number,
      chroma: number,
      options: number,
      x: number,
      y: number,
    ): void
    _heif_image_get_primary_width(image: number): number
    _heif_image_get_primary_height(image: number): number
    _heif_image_get_plane_readonly(image: number, channel: number, stride: number): number
    _heif_image_release(image: number): void
  }
  const libheif: LibHeif
  export default libheif
}
