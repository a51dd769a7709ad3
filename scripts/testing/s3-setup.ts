import type { TestProject } from 'vitest/node'
import { HOW_TO_INSTALL, missingForRadosgw, type S3Account, startRadosgw } from './radosgw'

export interface TestS3 {
  endpoint: string
  owner: S3Account
  stranger: S3Account
}

/** One real S3 server for all `*.s3.test.ts`; where it is not installed they are skipped, and this says so. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const missing = await missingForRadosgw()
  if (missing.length > 0) {
    process.stderr.write(notice(missing))
    project.provide('s3', null)
    return undefined
  }
  const { endpoint, owner, stranger, stop } = await startRadosgw()
  project.provide('s3', { endpoint, owner, stranger })
  return stop
}

function notice(missing: string[]): string {
  const line = '='.repeat(100)
  return `\n${line}\nSKIPPED: every test on a real S3 server. Not installed: ${missing.join(', ')}.\nInstall: ${HOW_TO_INSTALL}\n${line}\n\n`
}

declare module 'vitest' {
  export interface ProvidedContext {
    s3: TestS3 | null
  }
}
