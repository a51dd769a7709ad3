'use client'
import { useRouter } from 'next/navigation'
import { Suspense, useState } from 'react'
import type { Identity } from '@/lib/identities/contract'
import { Button } from '../ui/button'
import { lazily } from '../ui/lazily'
import { momentLabel } from '../words/date-text'

const LinkDialog = lazily(() => import('./identity-dialogs').then((module) => module.LinkDialog))
const UnlinkDialog = lazily(() => import('./identity-dialogs').then((module) => module.UnlinkDialog))

const KeysDialog = lazily(() => import('./keys-dialog').then((module) => module.KeysDialog))

interface IdentityRowsProps {
  identities: Identity[]
  /** What people call the issuer that can be linked; null where there is none. */
  issuer: string | null
  /** Whether keys of a bucket can be linked. */
  keys: boolean
  hasPassword: boolean
}

/** Where else one signs in, the end of each, and the way to one more. */
export function IdentityRows({ identities, issuer, keys, hasPassword }: IdentityRowsProps) {
  const router = useRouter()
  const [open, setOpen] = useState<Identity | 'link' | 'keys' | null>(null)
  const close = () => {
    setOpen(null)
    router.refresh()
  }
  return (
    <>
      {identities.length > 0 && (
        <ul aria-label="Other ways in" className="flex flex-col divide-y divide-line">
          {identities.map((identity) => (
            <li key={identity.id} className="flex flex-wrap items-center justify-between gap-2 py-3">
              <div className="min-w-0">
                <div className="break-words">
                  {identity.name}
                  {identity.kind === 's3' && <span className="text-muted"> · {identity.subject}</span>}
                </div>
                <div className="text-small break-words text-muted">{aboutOf(identity)}</div>
              </div>
              <Button size="small" aria-label={`Unlink ${identity.name}`} onClick={() => setOpen(identity)}>
                Unlink
              </Button>
            </li>
          ))}
        </ul>
      )}
      {issuer !== null && (
        <Button className="self-start" onClick={() => setOpen('link')}>
          Link {issuer}
        </Button>
      )}
      {keys && (
        <Button className="self-start" onClick={() => setOpen('keys')}>
          Link S3 keys
        </Button>
      )}
      <Suspense>
        {open === 'keys' && <KeysDialog hasPassword={hasPassword} onClose={close} />}
        {open === 'link' && issuer !== null && <LinkDialog issuer={issuer} hasPassword={hasPassword} onClose={close} />}
        {open !== null && typeof open !== 'string' && (
          <UnlinkDialog identity={open} hasPassword={hasPassword} onClose={close} />
        )}
      </Suspense>
    </>
  )
}

function aboutOf({ usable, createdAt, lastUsedAt }: Identity): string {
  const used = lastUsedAt === null ? 'not used yet' : `last used ${momentLabel(lastUsedAt)}`
  return `Linked ${momentLabel(createdAt)} · ${used}${usable ? '' : ' · not asked any more'}`
}
