'use client'
import { useRef } from 'react'
import { useEarlyInput } from '../keys/early-actions'
import { sayNotLoaded } from '../ui/lazily'

// Types and endings: some systems know no type for HEIC or raw files. What it really is, the content decides.
const ACCEPT =
  'image/*,.heic,.heif,.avif,.tif,.tiff,.jxl,.mpo,.insp,.jps,.dng,.cr2,.cr3,.nef,.arw,.raf,.orf,.rw2,.pef,.srw,.3fr,.iiq,.x3f'
// Not in React's types: it is no standard, and every browser has it.
const FOLDER = { webkitdirectory: '' }

/** The browser's dialogs for photos and for a folder, and the inputs that must stand somewhere on the page for them. */
export function useFilePickers() {
  const photos = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  useEarlyInput(photos, takeFiles)
  useEarlyInput(folder, takeFiles)
  const input = {
    type: 'file',
    multiple: true,
    hidden: true,
    tabIndex: -1,
    onChange: ({ currentTarget }: { currentTarget: HTMLInputElement }) => takeFiles(currentTarget),
  } as const
  return {
    choosePhotos: () => photos.current?.click(),
    chooseFolder: () => folder.current?.click(),
    inputs: (
      <>
        <input {...input} ref={photos} accept={ACCEPT} aria-label="Photos to upload" data-testid="choose-photos" />
        <input {...input} ref={folder} {...FOLDER} aria-label="Folder to upload" data-testid="choose-folder" />
      </>
    ),
  }
}

function takeFiles(input: HTMLInputElement): void {
  const files = [...(input.files ?? [])]
  if (files.length === 0) return
  // The same file can be chosen again later.
  input.value = ''
  void import('./start-upload').then(({ startUpload }) => startUpload({ files, folders: [] }), sayNotLoaded)
}
