import type { LibHeif } from 'libheif-js/wasm-bundle.js'

const ERROR_BYTES = 16

/** libheif says that it cannot: `code` is heif_error_code. */
export class LibheifError extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(`libheif: error ${code}: ${message}`)
  }
}

/** What was taken from libheif's memory, given back in reverse order. */
export class HeifMemory {
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
    const [code = 0, , text = 0] = this.libheif.HEAP32.subarray(this.error / 4, this.error / 4 + 3)
    if (code === 0) return
    const end = this.libheif.HEAPU8.indexOf(0, text)
    throw new LibheifError(code, Buffer.from(this.libheif.HEAPU8.subarray(text, Math.min(end, text + 300))).toString())
  }

  release(): void {
    for (const step of this.undo.reverse()) step()
  }
}
