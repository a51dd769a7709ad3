'use client'
import { Upload } from 'lucide-react'
import { type ComponentType, useEffect, useState } from 'react'
import { Button } from '../ui/button'
import { sayNotLoaded } from '../ui/lazily'
import { useFilePickers } from './file-pickers'
import type { UploadMenuProps } from './upload-menu'

const load = () => import('./upload-menu')

export interface UploadButtonProps {
  variant?: 'primary' | 'secondary' | 'ghost'
  className?: string
  /** Told once it answers clicks. */
  onReady: () => void
}

/** Upload, with the choice of photos or a folder and of who may see them; the menu (Radix) is fetched when it is reached for. */
export function UploadButton({ variant = 'primary', className, onReady }: UploadButtonProps) {
  const [Items, setItems] = useState<ComponentType<UploadMenuProps> | null>(null)
  const { choosePhotos, chooseFolder, inputs } = useFilePickers()
  useEffect(onReady, [onReady])
  const open = () => void load().then((module) => setItems(() => module.UploadMenu), sayNotLoaded)
  const ahead = () => void load().catch(() => undefined)
  const button = { variant, className, 'aria-haspopup': 'menu' as const }
  const words = (
    <>
      <Upload aria-hidden size={18} strokeWidth={1.75} />
      Upload
    </>
  )
  return (
    <>
      {Items ? (
        <Items trigger={<Button {...button}>{words}</Button>} onPhotos={choosePhotos} onFolder={chooseFolder} />
      ) : (
        <Button {...button} onPointerEnter={ahead} onFocus={ahead} onClick={open}>
          {words}
        </Button>
      )}
      {inputs}
    </>
  )
}
