import { SHARE_FIELD, SHARE_PATH } from '@/components/upload/shared-cache'
import { body } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'

const icon = (file: string, sizes: string, purpose = 'any') => ({
  src: `/icons/${file}`,
  sizes,
  type: 'image/png',
  purpose,
})

/** What makes the app installable, and a place that phones share pictures to (https://www.w3.org/TR/appmanifest, https://w3c.github.io/web-share-target). */
const MANIFEST = {
  id: '/',
  name: 'Albumen',
  short_name: 'Albumen',
  description: 'The photo library for the bucket you already have',
  start_url: '/',
  scope: '/',
  display: 'standalone',
  background_color: '#fbfaf7',
  theme_color: '#fbfaf7',
  icons: [
    icon('icon-192.png', '192x192'),
    icon('icon-512.png', '512x512'),
    icon('maskable-512.png', '512x512', 'maskable'),
  ],
  shortcuts: [
    { name: 'Upload', url: '/upload' },
    { name: 'Albums', url: '/albums' },
    { name: 'Map', url: '/map' },
  ],
  share_target: {
    action: SHARE_PATH,
    method: 'POST',
    enctype: 'multipart/form-data',
    params: { files: [{ name: SHARE_FIELD, accept: ['image/*', '.heic', '.heif', '.dng', '.jxl'] }] },
  },
}

export const GET = route(
  {
    summary: 'Tells browsers how the app is installed.',
    scope: 'read',
    replies: [body('application/manifest+json', 'The manifest.')],
  },
  async () =>
    new Response(JSON.stringify(MANIFEST), {
      headers: { 'content-type': 'application/manifest+json', 'cache-control': 'public, max-age=3600' },
    }),
)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
