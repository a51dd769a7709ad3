import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { Providers } from '@/components/shell/providers'
import { readTheme } from './read-theme'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Albumen', template: '%s · Albumen' },
  description: 'The photo library for the bucket you already have',
  manifest: '/manifest.webmanifest',
  appleWebApp: { title: 'Albumen' },
  icons: { icon: { url: '/icon.svg', type: 'image/svg+xml' }, apple: '/icons/apple-180.png' },
  formatDetection: { telephone: false, email: false, address: false },
}

const GROUND = { light: '#fbfaf7', dark: '#0f0f10' }

export async function generateViewport(): Promise<Viewport> {
  const theme = await readTheme()
  if (theme !== 'system') return { themeColor: GROUND[theme], viewportFit: 'cover' }
  return {
    viewportFit: 'cover',
    themeColor: [
      { media: '(prefers-color-scheme: light)', color: GROUND.light },
      { media: '(prefers-color-scheme: dark)', color: GROUND.dark },
    ],
  }
}

/** The frame of every page. The theme comes from a cookie, so that no script has to run before the first paint. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = await readTheme()
  return (
    <html lang="en" data-theme={theme === 'system' ? undefined : theme}>
      <body>
        <Providers>{children}</Providers>
      </body>
    </html>
  )
}
