'use client'
import { UploadButton } from '../upload/upload-button'
import { HideMemories } from './hide-memories'
import { SampleButton } from './sample-button'

/** Upload; the sample set brought or thrown away; other years closed for a day. */
export type OwnActProps =
  | { act: 'upload'; className?: string }
  | { act: 'add' | 'discard' }
  | { act: 'hide'; day: string }

/** The button of an act. @param onReady told once it answers clicks */
export function OwnAct({ onReady, ...props }: OwnActProps & { onReady: () => void }) {
  if (props.act === 'upload') return <UploadButton className={props.className ?? ''} onReady={onReady} />
  if (props.act === 'hide') return <HideMemories day={props.day} onReady={onReady} />
  return <SampleButton act={props.act} onReady={onReady} />
}
