'use client'
import { useState } from 'react'
import type { ShareLink } from '@/lib/shares/contract'
import { Dialog } from '../ui/dialog'
import { QueryProvider } from '../ui/query-provider'
import { LinkAddress } from './link-address'
import type { Target } from './link-calls'
import { linkName } from './link-words'
import { NewLink } from './new-link'

interface SharePhotosDialogProps {
  select: Extract<Target, { select: unknown }>['select']
  onClose: () => void
}

/** Makes a link to chosen photos or to a filter, and shows its address. Load it lazily. */
export function SharePhotosDialog({ select, onClose }: SharePhotosDialogProps) {
  const [made, setMade] = useState<ShareLink | null>(null)
  const smart = 'filter' in select
  return (
    <QueryProvider>
      <Dialog
        open
        onOpenChange={(open) => open || onClose()}
        title={made ? `${linkName(made)} is shared` : smart ? 'Share what this filter finds' : 'Share these photos'}
        description={
          made
            ? 'Send the address to whoever should see them. All your links stand under “Share links” in the account’s menu.'
            : 'Whoever has the address of the link sees the photos, without an account.'
        }
        className="max-w-lg"
      >
        {made ? <LinkAddress link={made} /> : <NewLink target={{ select }} smart={smart} onMade={setMade} />}
      </Dialog>
    </QueryProvider>
  )
}
