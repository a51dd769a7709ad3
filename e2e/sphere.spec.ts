import { expect, type Page, test } from '@playwright/test'
import sharp from 'sharp'
import { lightbox, personWithPhotos, type Storage, tile, tileLink } from './gallery-fixtures'

let storage: Storage

test.beforeAll(async ({ browser, baseURL }) => {
  test.setTimeout(180_000)
  ;({ storage } = await personWithPhotos(browser, baseURL, []))
})

test.use({ storageState: async ({ browserName: _ }, use) => use(storage) })

/** A sphere of coloured stripes whose file names its town and says it in a tag. */
async function sphere(): Promise<Buffer> {
  const [width, height] = [2400, 1200]
  const pixels = Buffer.alloc(width * height * 3)
  for (let at = 0; at < width * height; at++)
    pixels.set([(at % width) >> 4, (at / width) >> 3, (at >> 6) & 255], at * 3)
  const packet = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
    <rdf:Description xmlns:GPano="http://ns.google.com/photos/1.0/panorama/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
      xmlns:dc="http://purl.org/dc/elements/1.1/" GPano:ProjectionType="equirectangular" photoshop:City="Bergen">
      <dc:subject><rdf:Bag><rdf:li>Bergen</rdf:li></rdf:Bag></dc:subject></rdf:Description></rdf:RDF></x:xmpmeta>`
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .withXmp(packet)
    .jpeg()
    .toBuffer()
}

test('a 360° picture is marked and opened in a viewer; who publishes it is told what its words say', async ({
  page,
  baseURL,
}) => {
  const blocked: string[] = []
  page.on('console', (message) => /Content Security Policy/i.test(message.text()) && blocked.push(message.text()))
  const file = { name: 'sphere.jpg', mimeType: 'image/jpeg', buffer: await sphere() }
  const added = await page.request.post('/api/v1/photos', { headers: { origin: String(baseURL) }, multipart: { file } })
  expect(added.status(), await added.text()).toBe(201)
  const { id } = (await added.json()).photos[0]
  const read = async () => (await page.request.get(`/api/v1/photos/${id}`)).json()
  await expect.poll(async () => (await read()).status, { timeout: 30_000 }).toBe('ready')
  expect((await read()).sphere).toBe(true)
  await page.goto('/gallery?owner=me&q=tag:Bergen')
  await expect(tile(page, id).getByText('360° picture')).toBeAttached()
  await shot(page, 'sphere-tile')
  await tileLink(page, id).click()
  await expect(lightbox(page)).toHaveClass(/pswp--ui-visible/)
  await page.keyboard.press('o')
  const viewer = page.getByTestId('sphere')
  await expect(viewer.locator('canvas')).toBeVisible()
  await expect(viewer.locator('.psv-loader')).toBeHidden()
  await page.keyboard.press('ArrowRight')
  await shot(page, 'sphere-viewer')
  await page.keyboard.press('Escape')
  await expect(viewer).toHaveCount(0)
  await expect(lightbox(page)).toBeVisible()
  await page.getByRole('button', { name: 'Private: make public' }).click()
  await expect(page.getByTestId('place-words')).toContainText('Bergen tag · 1 photo')
  await shot(page, 'publish')
  expect(blocked).toEqual([])
})

/** With SHOTS set to a folder, a picture to look at. */
async function shot(page: Page, name: string): Promise<void> {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png` })
}
