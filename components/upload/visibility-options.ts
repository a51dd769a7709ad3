import { Globe, Lock, type LucideIcon } from 'lucide-react'
import type { UploadVisibility } from './upload-visibility'

/** The two answers to "who may see them", in words. */
export const VISIBILITY_OPTIONS: { value: UploadVisibility; name: string; means: string; icon: LucideIcon }[] = [
  { value: 'private', name: 'Private', means: 'only you', icon: Lock },
  { value: 'public', name: 'Public', means: 'everyone', icon: Globe },
]
