import { copyFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { KEYS } from './identity-story'
import type { SourceBucket } from './source-bucket'

/** What somebody can do to the files of a source. */
export interface Files {
  put(key: string, content: Buffer): Promise<void>
  remove(key: string): Promise<void>
  copy(from: string, to: string): Promise<void>
  move(from: string, to: string): Promise<void>
}

export function filesOf(root: string): Files {
  const at = (key: string) => path.join(root, key)
  return {
    put: (key, content) => writeFile(at(key), content),
    remove: (key) => rm(at(key)),
    copy: (from, to) => copyFile(at(from), at(to)),
    move: (from, to) => rename(at(from), at(to)),
  }
}

export function objectsOf(bucket: SourceBucket): Files {
  return {
    put: (key, content) => bucket.put(key, content),
    remove: (key) => bucket.delete(key),
    copy: (from, to) => bucket.copy(from, to),
    move: (from, to) => bucket.move(from, to),
  }
}

/** Files, and what is known to lie in them, by number. */
export class ModelFiles {
  readonly #files: Files
  readonly #map = new Map<string, number>()

  constructor(files: Files) {
    this.#files = files
  }

  get keys(): string[] {
    return [...this.#map.keys()].sort()
  }

  at(key: string): number | undefined {
    return this.#map.get(key)
  }

  count(number: number): number {
    return [...this.#map.values()].filter((other) => other === number).length
  }

  async put(key: string, number: number, content: Buffer): Promise<void> {
    await this.#files.put(key, content)
    this.#map.set(key, number)
  }

  async remove(key: string): Promise<void> {
    if (this.#map.delete(key)) await this.#files.remove(key)
  }

  async copy(from: string, to: string): Promise<void> {
    const number = this.#map.get(from)
    if (number === undefined || from === to) return
    await this.#files.copy(from, to)
    this.#map.set(to, number)
  }

  async move(from: string, to: string): Promise<void> {
    const number = this.#map.get(from)
    if (number === undefined || from === to) return
    await this.#files.move(from, to)
    this.#map.delete(from)
    this.#map.set(to, number)
  }

  /** Each to the name of the one before. */
  async round(names: string[]): Promise<void> {
    const [first, ...others] = [...new Set(names)].filter((name) => this.#map.has(name))
    if (first === undefined || others.length === 0) return
    await this.move(first, '.aside')
    let free = first
    for (const name of others) {
      await this.move(name, free)
      free = name
    }
    await this.move('.aside', free)
  }

  /** All one name up or down; what has no room is written over. */
  async shift(up: boolean): Promise<void> {
    const order = up ? [...KEYS].reverse() : KEYS
    for (const [index, name] of order.entries()) {
      const next = order[index - 1]
      if (next !== undefined) await this.move(name, next)
    }
  }
}
