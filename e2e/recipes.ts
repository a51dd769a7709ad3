import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { test } from '@playwright/test'
import sharp from 'sharp'

const DOCUMENT = path.join(import.meta.dirname, '../docs/api.md')
const TOOLS = ['bash', 'curl', 'jq', 'openssl', 'sha256sum']
const FENCE = /^```sh(?: recipe=(\w+))?\n(.*?)^```$/gms

/** What curl says of a refusal, beside the server's own words. */
const REFUSED = /^curl: \(22\) /

const run = promisify(execFile)

/** The shell blocks of docs/api.md, by recipe; what comes before all of them as `''`. */
export async function readRecipes(): Promise<Map<string, string[]>> {
  const recipes = new Map<string, string[]>()
  for (const [, name = '', block = ''] of (await readFile(DOCUMENT, 'utf8')).matchAll(FENCE))
    recipes.set(name, [...(recipes.get(name) ?? []), block])
  return recipes
}

/** Skips the spec, loudly, where the recipes' programs are not installed. */
export async function skipWithoutTools(): Promise<void> {
  const found = await Promise.all(
    TOOLS.map((tool) =>
      run('which', [tool]).then(
        () => null,
        () => tool,
      ),
    ),
  )
  const missing = found.filter((tool) => tool !== null)
  test.skip(missing.length > 0, `SKIPPED: no ${missing.join(', ')}. Install: apt install curl jq openssl`)
}

/** Runs one recipe as somebody who pastes it. @returns what it wrote, without the line's end */
export async function runRecipe(name: string, cwd: string, variables: Record<string, string>): Promise<string> {
  const recipes = await readRecipes()
  const blocks = [...(recipes.get('') ?? []), ...(recipes.get(name) ?? [])]
  const script = ['set -u', ...blocks].join('\n')
  const env = { PATH: process.env.PATH, HOME: cwd, LC_ALL: 'C.UTF-8', ...variables } as unknown as NodeJS.ProcessEnv
  const { stdout, stderr } = await run('bash', ['-c', script], { cwd, env, timeout: 120_000 })
  const wrong = stderr.split('\n').filter((line) => line !== '' && !REFUSED.test(line))
  if (wrong.length > 0) throw new Error(`recipe ${name}: ${stderr}`)
  return stdout.trimEnd()
}

/** The folders and files that the recipes speak of, with names as people give them. */
export async function makeRecipeFiles(folder: string): Promise<void> {
  for (const name of ['holiday/two days', 'sea']) await mkdir(path.join(folder, name), { recursive: true })
  const names = ['holiday/a.jpg', 'holiday/two days/b, c; d.jpg', 'sea/1.jpg', 'sea/2.jpg', 'sea/3.jpg']
  for (const name of [...names, 'better.jpg', 'large.jpg', 'fresh.jpg'])
    await writeFile(path.join(folder, name), await picture())
  await writeFile(path.join(folder, 'holiday/notes.txt'), 'sun, sand')
  await writeFile(path.join(folder, 'sea/broken.jpg'), 'no picture')
}

function picture(): Promise<Buffer> {
  return sharp(randomBytes(90 * 60 * 3), { raw: { width: 90, height: 60, channels: 3 } })
    .withExif({ IFD2: { DateTimeOriginal: '2024:07:01 12:00:00' } })
    .jpeg()
    .toBuffer()
}
