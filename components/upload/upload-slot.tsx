'use client'
import { EarlySlot } from '../keys/early-slot'
import { lazily } from '../ui/lazily'
import type { UploadButtonProps } from './upload-button'

const UploadButton = lazily(() => import('./upload-button').then((module) => module.UploadButton), false)

/** The upload button, on pages that visitors see too: they do not load its script. */
export function UploadSlot(props: Omit<UploadButtonProps, 'onReady'>) {
  return <EarlySlot of={UploadButton} props={props} />
}
