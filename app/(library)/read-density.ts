import { cookies } from 'next/headers'
import { DENSITY_COOKIE, type Density, isDensity } from '@/components/grid/density'

/** The size of the grid's pictures that this browser chose. */
export async function readDensity(): Promise<Density> {
  const value = (await cookies()).get(DENSITY_COOKIE)?.value
  return isDensity(value) ? value : 'medium'
}
