import type { Photo } from '@/lib/photos/contract'

/** A photo as it is once it is turned; its pictures are still as they were drawn. @param by degrees clockwise */
export function turnedPhoto(photo: Photo, by: 90 | 180 | 270): Photo {
  const { width, height } = photo
  const size = by === 180 ? {} : { width: height, height: width }
  return { ...photo, ...size, rotation: ((photo.rotation + by) % 360) as Photo['rotation'] }
}
