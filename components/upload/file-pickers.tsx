'use client'
import { useEffect, useRef } from 'react'
import { startUpload } from './start-upload'

// Types and endings: some systems know no type for HEIC. What it really is, the content decides.
const ACCEPT = 'image/*,.heic,.heif,.avif,.tif,.tiff'
// Not in React's types: it is no standard, and every browser has it.
const FOLDER = { webkitdirectory: '' }

/** The browser's dialogs for photos and for a folder, and the inputs that must stand somewhere on the page for them. */
export function useFilePickers() {
  const photos = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  // What was chosen before script came is in the inputs, and no event tells of it any more.
  useEffect(() => {
    for (const input of [photos.current, folder.current]) if (input?.files?.length) takeFiles(input)
  }, [])
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
  // The same file can be chosen again later.
  input.value = ''
  void startUpload({ files, folders: [] })
}
