'use client'
import dynamic from 'next/dynamic'
import type { ReactNode } from 'react'
import { DropAnywhere } from './drop-anywhere'
import { useEngine } from './use-engine'

const UploadPanel = dynamic(() => import('./upload-panel').then((module) => module.UploadPanel), { ssr: false })

interface UploadProviderProps {
  /** Whether somebody is signed in: visitors drop nothing. */
  enabled?: boolean
  children?: ReactNode
}

/** Makes every page below take files by drop and paste, and shows the panel. Mounted once, in the library's layout. */
export function UploadProvider({ enabled = true, children }: UploadProviderProps) {
  const engine = useEngine()
  return (
    <>
      {children}
      {enabled && <DropAnywhere />}
      {enabled && engine && <UploadPanel engine={engine} />}
    </>
  )
}
