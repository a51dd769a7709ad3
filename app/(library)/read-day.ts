import { cookies } from 'next/headers'
import { ZONE_COOKIE } from '@/components/session/zone'
import { dayIn } from '@/lib/day-in'

/** Which day it is where the person is, `2026-11-28`; null as long as their browser has not said where that is. */
export async function readDay(): Promise<string | null> {
  const zone = (await cookies()).get(ZONE_COOKIE)?.value
  return zone === undefined ? null : dayIn(zone, new Date())
}
