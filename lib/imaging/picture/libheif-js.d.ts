declare module 'libheif-js/wasm-bundle.js' {
  /** The parts of libheif's C interface (heif.h) that are used; structures are returned into memory named first. */
  export interface LibHeif {
    HEAPU8: Uint8Array
    HEAP32: Int32Array
    _malloc(bytes: number): number
    _free(at: number): void
    _heif_context_alloc(): number
    _heif_context_free(context: number): void
    _heif_context_get_security_limits(context: number): number
    _heif_context_read_from_memory_without_copy(
      error: number,
      context: number,
      at: number,
      bytes: number,
      options: number,
    ): void
    _heif_context_get_primary_image_handle(error: number, context: number, handle: number): void
    _heif_decoding_options_alloc(): number
    _heif_decoding_options_free(options: number): void
    _heif_decode_image(
      error: number,
      handle: number,
      image: number,
      colorspace: number,
      chroma: number,
      options: number,
    ): void
    _heif_image_handle_has_alpha_channel(handle: number): number
    _heif_image_handle_release(handle: number): void
    _heif_image_handle_get_image_tiling(error: number, handle: number, transformed: number, tiling: number): void
    _heif_image_handle_get_nclx_color_profile(error: number, handle: number, profile: number): void
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
    _heif_image_get_nclx_color_profile(error: number, image: number, profile: number): void
    _heif_nclx_color_profile_free(profile: number): void
    _heif_image_get_colorspace(image: number): number
    _heif_image_get_chroma_format(image: number): number
    _heif_image_has_channel(image: number, channel: number): number
    _heif_image_get_width(image: number, channel: number): number
    _heif_image_get_height(image: number, channel: number): number
    _heif_image_get_bits_per_pixel_range(image: number, channel: number): number
    _heif_image_is_premultiplied_alpha(image: number): number
    _heif_image_get_plane_readonly(image: number, channel: number, stride: number): number
    _heif_image_release(image: number): void
  }
  const libheif: LibHeif
  export default libheif
}
