'use client'
import { Rotate3d } from 'lucide-react'
import { Suspense, useState } from 'react'
import type { Photo } from '@/lib/photos/contract'
import { useShortcuts } from '../keys/shortcuts'
import { IconButton } from '../ui/icon-button'
import { lazily } from '../ui/lazily'

const SphereDialog = lazily(() => import('./sphere-dialog').then((module) => module.SphereDialog))

/** Opens a 360° picture in a viewer that looks around in it. */
export function SphereButton({ photo }: { photo: Photo }) {
  const [open, setOpen] = useState(false)
  useShortcuts([{ keys: ['o'], label: 'Look around', run: () => setOpen(true) }])
  return (
    <>
      <IconButton icon={Rotate3d} label="Look around" shortcut="o" onClick={() => setOpen(true)} />
      <Suspense>{open && <SphereDialog photo={photo} onClose={() => setOpen(false)} />}</Suspense>
    </>
  )
}
