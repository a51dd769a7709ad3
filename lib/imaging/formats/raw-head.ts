const SIGNATURES = /^(FUJIFILMCCD-RAW|FOVb|.{4}ftypcrx |IIU\0|II(RO|RS|\*\0)|MM(OR|\0\*))/s

/** Whether a file begins as raw camera files do. A TIFF begins so too: `sniffMediaType` is asked before. @param head its first bytes, 16 at least */
export function looksRaw(head: Uint8Array): boolean {
  return SIGNATURES.test(String.fromCharCode(...head.subarray(0, 16)))
}
