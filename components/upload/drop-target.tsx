'use client'
import { FolderOpen, ImagePlus, Images } from 'lucide-react'
import { Button } from '../ui/button'
import { classNames } from '../ui/class-names'
import { AlbumChoice } from './album-choice'
import { useFilePickers } from './file-pickers'
import { chooseUploadVisibility, useUploadVisibility } from './upload-visibility'
import { VISIBILITY_OPTIONS } from './visibility-options'

/** The big target of the upload page: who may see them, then drop, paste or choose. Drops are taken by DropAnywhere. */
export function DropTarget() {
  const { choosePhotos, chooseFolder, inputs } = useFilePickers()
  return (
    <div className="flex flex-col gap-6">
      <VisibilityChoice />
      <AlbumChoice />
      <div className="flex min-h-72 flex-col items-center justify-center gap-5 rounded-panel border-2 border-dashed border-line-strong/50 px-4 py-12 text-center">
        <ImagePlus aria-hidden size={40} strokeWidth={1.25} className="text-muted" />
        <p className="text-large text-balance">
          <span className="pointer-coarse:hidden">Drop photos or folders here, or paste them</span>
          <span className="pointer-fine:hidden">Choose photos from this device</span>
        </p>
        <div className="flex flex-wrap justify-center gap-2">
          <Button variant="primary" onClick={choosePhotos}>
            <Images aria-hidden size={18} strokeWidth={1.75} />
            Choose photos
          </Button>
          <Button onClick={chooseFolder}>
            <FolderOpen aria-hidden size={18} strokeWidth={1.75} />
            Choose a folder
          </Button>
        </div>
      </div>
      {inputs}
    </div>
  )
}

function VisibilityChoice() {
  const chosen = useUploadVisibility()
  return (
    <fieldset>
      <legend className="mb-2 font-semibold">Who may see them</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        {VISIBILITY_OPTIONS.map(({ value, name, means, icon: Icon }) => (
          <label
            key={value}
            className={classNames(
              'flex cursor-pointer items-center gap-3 rounded-control border px-4 py-3 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent',
              chosen === value ? 'border-accent' : 'border-line hover:bg-sunken',
            )}
          >
            <input
              type="radio"
              name="upload-visibility"
              value={value}
              checked={chosen === value}
              onChange={() => chooseUploadVisibility(value)}
              className="size-4 shrink-0 accent-accent outline-none"
            />
            <Icon aria-hidden size={18} strokeWidth={1.75} className="shrink-0 text-muted" />
            <span>
              <span className="font-semibold">{name}</span>
              <span className="text-muted">: {means}</span>
            </span>
          </label>
        ))}
      </div>
      <p className="mt-2 text-small text-muted">You can change this later, for one photo or for many.</p>
    </fieldset>
  )
}
