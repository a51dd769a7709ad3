// The recipes that move bytes, where the bytes do not pass through the server.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { newPerson, PASSWORD } from './new-person'
import { makeRecipeFiles, runRecipe, skipWithoutTools } from './recipes'
import { withS3Instance } from './s3-instance'

const instance = withS3Instance({ direct: true })

test('uploads, previews and a zip with a token alone, in direct mode', async ({ browser }) => {
  await skipWithoutTools()
  const origin = instance().albumen.url
  const context = await browser.newContext({ baseURL: origin })
  const login = await newPerson(context, origin)
  await context.close()
  const folder = await mkdtemp(path.join(tmpdir(), 'albumen-recipes-'))
  try {
    await makeRecipeFiles(folder)
    const account = { ALBUMEN_URL: origin, ALBUMEN_LOGIN: login, ALBUMEN_PASSWORD: PASSWORD }
    const variables = { ALBUMEN_URL: origin, ALBUMEN_TOKEN: await runRecipe('token', folder, account) }
    const headers = { authorization: `Bearer ${variables.ALBUMEN_TOKEN}` }
    const photo = async (id: string) => (await fetch(`${origin}/api/v1/photos/${id}`, { headers })).json()
    const [status, id = ''] = (await runRecipe('8', folder, variables)).split('\n')
    expect(status).toBe('"processing"')
    await runRecipe('2', folder, variables)
    const sea = JSON.parse(await readFile(path.join(folder, 'reply.json'), 'utf8')).photos as { id: string }[]
    expect(sea).toHaveLength(3)
    for (const one of [id, ...sea.map((made) => made.id)])
      await expect.poll(async () => (await photo(one)).status, { timeout: 60_000 }).toBe('ready')
    expect(await runRecipe('8', folder, variables)).toBe(id)
    await runRecipe('3', folder, variables)
    for (const one of sea)
      expect((await readFile(path.join(folder, `gallery/${one.id}.jpg`))).length).toBeGreaterThan(100)
    await runRecipe('7', folder, variables)
    expect((await readFile(path.join(folder, 'holiday.zip'))).subarray(0, 2).toString()).toBe('PK')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
