/** What the file itself says, kept beside the edits so that an edit can be taken back. */
export interface FileFields {
  title: string
  description: string
  tags: string[]
  rating: number | null
  takenLocal: string | null
  takenOffset: number | null
  /** How that is known; not there where nothing is known, or an older reading did not keep it. */
  takenBy?: TakenBy
  camera: CameraFields
  location: { latitude: number; longitude: number; altitude: number | null } | null
}

/** What a time was read from, strongest first, and whether it is a day alone. */
export interface TakenBy {
  from: 'capture' | 'digitizing' | 'satellite' | 'name'
  day: boolean
}

/** Exposure in seconds, aperture as f-number, focal length in millimetres. */
export interface CameraFields {
  make: string | null
  model: string | null
  lens: string | null
  iso: number | null
  aperture: number | null
  exposure: number | null
  focalLength: number | null
}

/** What tells whether two contents are one picture. The fields are those of the file itself: neither of a sidecar nor what a person set. */
export interface Likeness {
  fields: Pick<FileFields, 'takenLocal' | 'camera'>
  /** 128 characters 0 or 1; null for a picture too flat to compare. */
  hash: string | null
  /** Pixels, as shown. */
  width: number | null
  height: number | null
}

/** What a sidecar says: only the fields that are in it. */
export type SidecarFields = Partial<Omit<FileFields, 'camera'>> & { place?: NamedPlace }

/** A place by its names, where somebody has written them down. */
export interface NamedPlace {
  town: string | null
  region: string | null
  country: string | null
  countryCode: string | null
}
