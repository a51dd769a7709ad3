'use client'
import '@photo-sphere-viewer/core/index.css'
import { X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { useEffect, useRef, useState } from 'react'
import type { Photo } from '@/lib/photos/contract'
import { IconButton } from '../ui/icon-button'
import { photoName } from '../words/photo-text'
import { openSphere } from './open-sphere'

/** A 360° picture over the whole screen: dragged, pinched or by the arrow keys; Esc closes. Load it lazily. */
export function SphereDialog({ photo, onClose }: { photo: Photo; onClose: () => void }) {
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Content aria-describedby={undefined} className="fixed inset-0 z-[100000] bg-black text-white">
          <Dialog.Title className="sr-only">{photoName(photo)}, 360°</Dialog.Title>
          <Sphere photo={photo} />
          <Dialog.Close asChild>
            <IconButton
              icon={X}
              label="Close"
              shortcut="Esc"
              className="absolute top-2 left-2 bg-black/50 text-white"
            />
          </Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

/** Within the dialog, so that its place is on the page when it is drawn into. */
function Sphere({ photo }: { photo: Photo }) {
  const place = useRef<HTMLDivElement>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    const { current } = place
    if (!current) return
    return openSphere(current, photo, () => setFailed(true))
  }, [photo])
  return (
    <>
      <div ref={place} data-testid="sphere" className="size-full" />
      {failed && (
        <p role="alert" className="absolute inset-x-4 top-1/2 text-center">
          This browser could not draw the sphere. The flat picture is still there when you close this.
        </p>
      )}
    </>
  )
}
