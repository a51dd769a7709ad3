import type { Photo } from '@/lib/photos/contract'

/** `FUJIFILM X100V`; makers that repeat themselves in the model are said once. */
export function cameraLabel(camera: NonNullable<Photo['camera']>): string | null {
  const { make, model } = camera
  if (!model) return make
  return make && !model.toLowerCase().startsWith((make.split(' ')[0] ?? make).toLowerCase())
    ? `${make} ${model}`
    : model
}

/** A camera as it is searched for, maker and model, in short: `NIKON D500` of `NIKON CORPORATION NIKON D500`. */
export function cameraWords(camera: string): string {
  const [maker = ''] = camera.split(' ')
  const again = camera.toLowerCase().indexOf(` ${maker.toLowerCase()} `, maker.length)
  return maker && again > 0 ? camera.slice(again + 1) : camera
}

/** `1/250 s`, `f/2.8`, `ISO 400`, `35 mm`: what is known of them. */
export function exposureLabels({ exposure, aperture, iso, focalLength }: NonNullable<Photo['camera']>): string[] {
  const labels: string[] = []
  if (exposure !== null && exposure > 0) labels.push(shutterLabel(exposure))
  if (aperture !== null && aperture > 0) labels.push(`f/${round(aperture)}`)
  if (iso !== null && iso > 0) labels.push(`ISO ${iso}`)
  if (focalLength !== null && focalLength > 0) labels.push(`${round(focalLength)} mm`)
  return labels
}

function shutterLabel(seconds: number): string {
  return seconds >= 0.3 ? `${round(seconds)} s` : `1/${Math.round(1 / seconds)} s`
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10)
}
