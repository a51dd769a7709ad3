'use client'
import { useState } from 'react'
import { Button } from '../ui/button'
import { buttonStyle } from '../ui/button-style'

/** Recovery codes, shown this once, with the ways to keep them. */
export function RecoveryCodeList({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  const [copied, setCopied] = useState<boolean | null>(null)
  const text = `Recovery codes for Albumen at ${window.location.host}\n\n${codes.join('\n')}\n`
  const copy = async () => {
    try {
      // Browsers have no clipboard for pages without https.
      await navigator.clipboard.writeText(codes.join('\n'))
      setCopied(true)
    } catch {
      setCopied(false)
    }
  }
  return (
    <div className="flex flex-col gap-4" data-print>
      <ul aria-label="Recovery codes" className="grid grid-cols-1 gap-x-4 font-mono min-[400px]:grid-cols-2">
        {codes.map((code) => (
          <li key={code} className="py-1 select-all">
            {code}
          </li>
        ))}
      </ul>
      <p role="status" className="text-small text-muted">
        {copied === false && 'The browser does not let us copy: mark them and copy them.'}
        {copied && 'Copied.'}
      </p>
      <div className="flex flex-wrap justify-end gap-2 print:hidden">
        <Button onClick={() => void copy()}>Copy</Button>
        <a
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
          download="albumen-recovery-codes.txt"
          className={buttonStyle()}
        >
          Download
        </a>
        <Button onClick={() => window.print()}>Print</Button>
        <Button variant="primary" onClick={onClose}>
          I have kept them
        </Button>
      </div>
    </div>
  )
}
