import { cookies } from 'next/headers'
import { isTheme, THEME_COOKIE, type Theme } from '@/components/session/theme'

/** The theme this browser chose; `system` follows prefers-color-scheme. */
export async function readTheme(): Promise<Theme> {
  const value = (await cookies()).get(THEME_COOKIE)?.value
  return isTheme(value) ? value : 'system'
}
