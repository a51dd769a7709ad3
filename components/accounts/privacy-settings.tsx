'use client'
import { useState } from 'react'
import { Me } from '@/lib/accounts/contract'
import { errorSentence } from '@/lib/http/api-error'
import { api } from '@/lib/http/client'
import { Switch } from '../ui/switch'
import { showToast } from '../ui/toast-store'
import { changeUploadDefault } from '../upload/upload-visibility'

type Settings = Pick<Me, 'showLocation' | 'allowOriginals' | 'uploadVisibility'>

/** What others may have of one's photos; takes effect at once. */
export function PrivacySettings({ me }: { me: Me }) {
  const [values, setValues] = useState<Settings>(me)
  const change = async (changes: Partial<Settings>) => {
    const before = values
    setValues({ ...before, ...changes })
    try {
      await api(Me, 'PATCH', '/me', changes)
      if (changes.uploadVisibility) changeUploadDefault(changes.uploadVisibility)
    } catch (error) {
      setValues(before)
      showToast(errorSentence(error), { tone: 'danger' })
    }
  }
  return (
    <>
      <Switch
        label="Make new uploads public"
        hint="Off: only you see what you upload. On: everyone does. Each upload shows what holds and can be set otherwise; photos that are here stay as they are."
        checked={values.uploadVisibility === 'public'}
        onCheckedChange={(checked) => void change({ uploadVisibility: checked ? 'public' : 'private' })}
      />
      <Switch
        label="Show where my public photos were taken"
        hint="Off: nobody but you sees the coordinates or the place. On: everyone who sees a public photo sees both."
        checked={values.showLocation}
        onCheckedChange={(checked) => void change({ showLocation: checked })}
      />
      <Switch
        label="Let others download my public photos in full size"
        hint="Off: others see a smaller picture. On: they may fetch the full size, without the data the camera wrote into the file."
        checked={values.allowOriginals}
        onCheckedChange={(checked) => void change({ allowOriginals: checked })}
      />
    </>
  )
}
