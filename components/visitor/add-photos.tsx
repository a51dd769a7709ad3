'use client'
import { ImagePlus } from 'lucide-react'
import { Suspense } from 'react'
import { Button } from '../ui/button'
import { useFilePickers } from '../upload/file-pickers'
import { UploadShell } from '../upload/upload-shell'

/** Lets a visitor add photos: chosen, dropped on the page or pasted; the panel shows how they come along. */
export function AddPhotos() {
  const { choosePhotos, inputs } = useFilePickers()
  return (
    <>
      <Button onClick={choosePhotos}>
        <ImagePlus aria-hidden size={18} strokeWidth={1.75} />
        Add photos
      </Button>
      {inputs}
      <Suspense>
        <UploadShell takesFiles />
      </Suspense>
    </>
  )
}
