'use client'
import { Suspense } from 'react'
import { lazily } from '../ui/lazily'
import { DropAnywhere } from './drop-anywhere'
import { useEngine } from './use-engine'

const UploadPanel = lazily(() => import('./upload-panel').then((module) => module.UploadPanel))

/**
 * What takes files and shows how they come along; fetched by UploadProvider.
 * @param takesFiles false when the session has ended meanwhile: what was begun is still shown
 */
export function UploadShell({ takesFiles }: { takesFiles: boolean }) {
  const engine = useEngine()
  return (
    <>
      {takesFiles && <DropAnywhere />}
      {engine && (
        <Suspense>
          <UploadPanel engine={engine} />
        </Suspense>
      )}
    </>
  )
}
