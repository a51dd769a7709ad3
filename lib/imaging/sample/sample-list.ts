/** What the file of a sample picture says. */
export interface SampleWords {
  /** Of `SCENES`. */
  scene: string
  title: string
  description: string
  tags: string[]
  rating: number | null
  /** `2023:08:10 14:03:00` by the clock of the place, and its distance from UTC. */
  taken: { local: string; offset: string }
  /** Degrees. */
  north: number
  east: number
  camera: { make: string; model: string; lens: string }
  exposure: { aperture: number; seconds: string; iso: string; focal: string }
}

/** Cameras that nobody makes: no maker’s name is taken in vain. */
const CAMERAS: Record<string, SampleWords['camera']> = {
  box: { make: 'Albumen', model: 'Box 1', lens: 'Box 28 mm f/2.8' },
  folding: { make: 'Albumen', model: 'Folding 35', lens: 'Folding 24-70 mm f/4' },
  pocket: { make: 'Talbot', model: 'Pocket', lens: 'Pocket 26 mm f/1.8' },
}

const TABLE = `
dunes | Dunes | Nobody for miles, and sand in every pocket. | desert, travel | 4 | 2017:11:02 10:12:40 +01:00 | 31.1 -4.01 | box | 8 1/640 100 28
red-door | The red door | Always closed, always freshly painted. | street, travel | | 2018:04:14 16:40:05 +01:00 | 38.7139 -9.1334 | box | 5.6 1/250 200 28
harbour | In the harbour | Three boats came back that evening. | sea, boats | 4 | 2018:07:21 19:25:11 +02:00 | 60.3971 5.3245 | box | 5.6 1/320 200 28
tower-with-bells | Five to two | The clock has been wrong since the storm. | street, town | | 2019:05:04 18:20:33 +02:00 | 45.4408 12.3155 | box | 4 1/200 400 28
fields-of-tulips | Fields of tulips | | flowers, spring | 5 | 2019:05:11 11:02:09 +02:00 | 52.2567 4.5569 | folding | 8 1/500 100 35
birches | Birches | Yellow light, no wind. | forest, autumn | 3 | 2020:10:17 15:31:55 +03:00 | 60.1699 24.9384 | folding | 4 1/160 400 52
snow-in-the-village | It snowed all night | | winter, town | 4 | 2021:01:09 08:44:20 +01:00 | 46.0207 7.7491 | folding | 5.6 1/200 400 45
morning-in-the-mountains | Morning in the mountains | Up at five for this. Worth it. | mountains, sunrise | 5 | 2021:08:13 06:12:47 +02:00 | 46.4102 11.844 | folding | 8 1/125 100 70
waterfall | Waterfall | | water, travel | 3 | 2022:06:24 13:15:02 +00:00 | 63.5321 -19.5114 | folding | 11 1/60 100 24
northern-lights | Northern lights | Minus eighteen. Two minutes later they were gone. | night, winter | 5 | 2022:12:03 22:51:36 +01:00 | 69.6492 18.9553 | folding | 4 4/1 1600 24
long-bridge | The long bridge | From one side to the other in forty minutes. | bridge, sunset | | 2023:03:28 18:58:14 -07:00 | 37.8324 -122.4795 | pocket | 2.2 1/800 64 26
balloons-over-the-lake | Balloons over the lake | | lake, summer | 4 | 2023:09:09 07:22:58 +12:00 | -45.0312 168.6626 | pocket | 1.8 1/1000 64 26
city-at-night | The city at night | From the roof, with cold fingers. | night, town | 4 | 2024:02:17 20:05:43 +09:00 | 35.0116 135.7681 | pocket | 1.8 1/30 1250 26
lighthouse | The lighthouse | | sea, summer | 3 | 2024:07:30 14:47:19 +02:00 | -34.3568 18.4726 | pocket | 2.8 1/1250 64 26
evening-at-sea | Evening at sea | The last boat of the day. | sea, sunset, boats | 5 | 2025:06:06 21:18:27 +02:00 | 54.3233 10.1228 | pocket | 2.2 1/400 80 26
camp-under-stars | Camp under the stars | No lamp, no signal, no wish for either. | night, camping | 4 | 2025:10:25 23:09:50 -06:00 | 37.5931 -112.1871 | pocket | 1.8 8/1 3200 26
`

/** The sample set, the oldest first: years, places, cameras and tags enough to look around in. */
export const SAMPLE_LIST: SampleWords[] = TABLE.trim().split('\n').map(read)

/** A line of the table. */
function read(line: string): SampleWords {
  const [
    scene = '',
    title = '',
    description = '',
    tags = '',
    rating = '',
    taken = '',
    at = '',
    camera = '',
    exposure = '',
  ] = line.split('|').map((cell) => cell.trim())
  const [day = '', time = '', offset = ''] = taken.split(' ')
  const [north = Number.NaN, east = Number.NaN] = at.split(' ').map(Number)
  const [aperture = '', seconds = '', iso = '', focal = ''] = exposure.split(' ')
  const known = CAMERAS[camera]
  if (!known) throw new Error(`no camera ${camera}`)
  return {
    ...{ scene, title, description, north, east, camera: known },
    tags: tags.split(', '),
    rating: rating === '' ? null : Number(rating),
    taken: { local: `${day} ${time}`, offset },
    exposure: { aperture: Number(aperture), seconds, iso, focal },
  }
}
