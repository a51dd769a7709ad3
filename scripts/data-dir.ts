import { randomBytes } from 'node:crypto'
import { access, constants, link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { endLeftovers, markProcess, type ProcessMark } from './processes'
import { lockFile, PlainError } from './setup.mjs'

interface Running {
  pid: number
  url?: string
  children: Record<string, ProcessMark>
}

/** What is wrong with a data folder, as a sentence; undefined when it can be used. Makes it when absent. */
export async function dataDirProblem(folder: string): Promise<string | undefined> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    const probe = path.join(folder, `.probe-${process.pid}`)
    await writeFile(probe, '')
    await rm(probe)
    return undefined
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    return `DATA_DIR: ${folder} cannot be written (${code}); name a folder that this user may write, such as DATA_DIR=$HOME/albumen`
  }
}

/** The data folder while this process owns it. */
export class DataDir {
  private readonly running: Running = { pid: process.pid, children: {} }

  private constructor(readonly folder: string) {}

  /**
   * Takes the folder for this process alone and ends what an earlier, killed start left behind.
   * @throws PlainError when a living Albumen has it
   */
  static async take(folder: string): Promise<DataDir> {
    const got = await lockFile(path.join(folder, 'lock'), { wait: false })
    const earlier = await readRunning(folder)
    if (got === undefined) throw new PlainError(alreadyRunning(folder, earlier))
    await endLeftovers(Object.values(earlier?.children ?? {}))
    const dir = new DataDir(folder)
    await dir.save()
    return dir
  }

  /** Remembers a child, so that the next start can end it if this one is killed. */
  async noteChild(name: string, pid: number): Promise<void> {
    const mark = await markProcess(pid)
    if (mark) this.running.children[name] = mark
    await this.save()
  }

  async noteUrl(url: string): Promise<void> {
    this.running.url = url
    await this.save()
  }

  async release(): Promise<void> {
    await rm(path.join(this.folder, 'running.json'), { force: true })
  }

  /** The secret that signs sessions, made at the first start. */
  async authSecret(): Promise<string> {
    const file = path.join(this.folder, 'auth-secret')
    const draft = `${file}.${process.pid}`
    await writeFile(draft, randomBytes(48).toString('base64url'), { mode: 0o600, flush: true })
    // link refuses to replace: the first secret ever made stays.
    await link(draft, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
    await rm(draft)
    const secret = (await readFile(file, 'utf8')).trim()
    if (secret.length >= 32) return secret
    throw new PlainError(
      `${file} holds no secret of 32 characters or more. Remove it: a new one is made, and everybody logs in again.`,
    )
  }

  private async save(): Promise<void> {
    const file = path.join(this.folder, 'running.json')
    const draft = `${file}.${randomBytes(4).toString('hex')}`
    await writeFile(draft, JSON.stringify(this.running), { mode: 0o600 })
    await rename(draft, file)
  }
}

async function readRunning(folder: string): Promise<Running | undefined> {
  const text = await readFile(path.join(folder, 'running.json'), 'utf8').catch(() => '')
  try {
    return JSON.parse(text) as Running
  } catch {
    return undefined
  }
}

function alreadyRunning(folder: string, earlier: Running | undefined): string {
  const who = earlier
    ? ` as process ${earlier.pid}${earlier.url ? ` at ${earlier.url}` : ' and is still starting'}`
    : ''
  return `Albumen already runs on ${folder}${who}. Use that one, stop it first, or give this one its own folder: DATA_DIR=./other npm start`
}
