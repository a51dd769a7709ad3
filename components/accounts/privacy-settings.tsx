'use client'
import { useState } from 'react'
import { Me } from '@/lib/accounts/contract'
import { errorSentence } from '@/lib/http/api-error'
import { api } from '@/lib/http/client'
import { Switch } from '../ui/switch'
import { showToast } from '../ui/toast-store'

type Setting = 'showLocation' | 'allowOriginals'

/** What others may have of one's public photos; takes effect at once. */
export function PrivacySettings({ me }: { me: Me }) {
  const [values, setValues] = useState({ showLocation: me.showLocation, allowOriginals: me.allowOriginals })
  const change = (setting: Setting) => async (checked: boolean) => {
    setValues((before) => ({ ...before, [setting]: checked }))
    try {
      await api(Me, 'PATCH', '/me', { [setting]: checked })
    } catch (error) {
      setValues((before) => ({ ...before, [setting]: !checked }))
      showToast(errorSentence(error), { tone: 'danger' })
    }
  }
  return (
    <>
      <Switch
        label="Show where my public photos were taken"
        hint="Off: nobody but you sees the coordinates or the place. On: everyone who sees a public photo sees both."
        checked={values.showLocation}
        onCheckedChange={change('showLocation')}
      />
      <Switch
        label="Let others download my public photos in full size"
        hint="Off: others see a smaller picture. On: they may fetch the full size, without the data the camera wrote into the file."
        checked={values.allowOriginals}
        onCheckedChange={change('allowOriginals')}
      />
    </>
  )
}
