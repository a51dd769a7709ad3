import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** One picture of jxl-oxide. Its errors are texts or traps; after a trap the module is of no use any more. */
export interface JxlImage {
  /** The colours come as sRGB, whatever the file says of them. */
  forceSrgb: boolean
  feedBytes(bytes: Uint8Array): number
  /** Whether enough has come to know the size. */
  tryInit(): boolean
  readonly width: number | undefined
  readonly height: number | undefined
  /** Whether all frames have come whole. */
  readonly loaded: boolean
  renderingRegion: { left: number; top: number; width: number; height: number } | undefined
  /** What is drawn is given away with its PNG. */
  render(keyframe: number): { encodeToPng(): Uint8Array }
  free(): void
}

interface JxlModule {
  initSync(options: { module: Uint8Array }): unknown
  JxlImage: new () => JxlImage
}

let loaded: JxlModule | null = null
let generation = 0

/** jxl-oxide as WebAssembly, 1.8 MB that most children never need. */
export async function loadJxl(): Promise<JxlModule> {
  if (loaded) return loaded
  const folder = dirname(createRequire(import.meta.url).resolve('jxl-oxide-wasm/package.json'))
  // A module of its own each time: one that has trapped cannot be started anew.
  const url = pathToFileURL(join(folder, 'jxl_oxide_wasm.js'))
  const found: JxlModule = await import(/* @vite-ignore */ `${url.href}?${generation++}`)
  found.initSync({ module: readFileSync(join(folder, 'jxl_oxide_wasm_bg.wasm')) })
  loaded = found
  return found
}

/** Lets the next picture have a new module. */
export function forgetJxl(): void {
  loaded = null
}
