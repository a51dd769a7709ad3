'use client'
import { Check, Copy, ExternalLink, QrCode as QrIcon, Share2 } from 'lucide-react'
import { type ReactNode, Suspense, useState } from 'react'
import type { ShareLink } from '@/lib/shares/contract'
import { buttonStyle } from '../ui/button-style'
import { IconButton } from '../ui/icon-button'
import { Input } from '../ui/input'
import { lazily } from '../ui/lazily'
import { linkName } from './link-words'

const QrCode = lazily(() => import('./qr-code').then((module) => module.QrCode))

/** The address of a link, and the ways to hand it on. @param children further buttons */
export function LinkAddress({ link, children }: { link: ShareLink; children?: ReactNode }) {
  const [code, setCode] = useState(false)
  const { url } = link
  if (url === null) {
    return (
      <div className="flex flex-col gap-3">
        <p className="text-small text-muted">
          Its address cannot be shown again, because AUTH_SECRET was changed. It still works; if you lost it, make a new
          link.
        </p>
        {children && <div className="flex flex-wrap gap-2">{children}</div>}
      </div>
    )
  }
  const name = linkName(link)
  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-center gap-1">
        <Input
          readOnly
          value={url}
          aria-label={`Address of ${name}`}
          className="min-w-0 flex-1 font-mono text-small"
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton url={url} name={name} />
        <IconButton
          icon={QrIcon}
          label={`QR code of ${name}`}
          tip="top"
          aria-expanded={code}
          onClick={() => setCode(!code)}
        />
        {canShare() && (
          <IconButton icon={Share2} label={`Send ${name}`} tip="top" onClick={() => void send(name, url)} />
        )}
      </div>
      {code && (
        <Suspense>
          <QrCode text={url} label={`QR code of the address of ${name}`} />
        </Suspense>
      )}
      <div className="flex flex-wrap gap-2">
        <a href={url} target="_blank" rel="noopener" className={buttonStyle('secondary', 'small')}>
          <ExternalLink aria-hidden size={16} strokeWidth={1.75} />
          View as a visitor
        </a>
        {children}
      </div>
    </div>
  )
}

function CopyButton({ url, name }: { url: string; name: string }) {
  const [copied, setCopied] = useState<boolean | null>(null)
  const copy = async () => {
    try {
      // Browsers have no clipboard for pages without https.
      await navigator.clipboard.writeText(url)
      setCopied(true)
    } catch {
      setCopied(false)
    }
  }
  return (
    <>
      <IconButton icon={copied ? Check : Copy} label={`Copy ${name}`} tip="top" onClick={() => void copy()} />
      <span role="status" className={copied === false ? 'text-small text-muted' : 'sr-only'}>
        {copied === true && 'Copied'}
        {copied === false && 'Mark it and copy it: the browser does not let us.'}
      </span>
    </>
  )
}

const canShare = () => typeof navigator !== 'undefined' && 'share' in navigator

async function send(title: string, url: string): Promise<void> {
  // Whoever closes the sheet has refused it: nothing is wrong.
  await navigator.share({ title, url }).catch(() => undefined)
}
