'use client'
import { useState } from 'react'
import { type AdminSettings, LIMIT_NAMES } from '@/lib/admin/settings-contract'
import { FormMessage } from '../accounts/form-message'
import { useSubmit } from '../accounts/use-submit'
import { Button } from '../ui/button'
import { Checkbox } from '../ui/checkbox'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { Select } from '../ui/select'
import { showToast } from '../ui/toast-store'
import { LimitFields } from './limit-fields'
import { limitsOfForm } from './limits-of-form'
import { changeSettings } from './operate-calls'
import { bytesOfGigabytes, gigabytesOf } from './quota-text'

const FIELDS = ['signup', 'quotaBytes', ...LIMIT_NAMES] as const

/** What new accounts begin with, who may make one, and limits. @param settings as they hold */
export function SettingsForm({ settings: initial }: { settings: AdminSettings }) {
  const [settings, setSettings] = useState(initial)
  const { signup, signupFixed, newQuotaBytes, adminSecondFactor } = settings
  const { busy, message, fieldError, onSubmit } = useSubmit([...FIELDS], async (values) => {
    const mode = signupFixed ? {} : { signup: values.signup as AdminSettings['signup'] }
    const newQuota = bytesOfGigabytes(values.quota ?? '')
    const needed = values.adminSecondFactor === 'on'
    const limits = limitsOfForm(values, settings)
    setSettings(await changeSettings({ ...mode, newQuotaBytes: newQuota, adminSecondFactor: needed, ...limits }))
    showToast('The settings hold from now on.')
  })
  return (
    <form method="post" noValidate onSubmit={onSubmit} className="flex max-w-md flex-col gap-4">
      <FormMessage message={message} />
      <Field
        label="New accounts"
        hint={signupFixed ? 'The environment variable SIGNUP says this; it is changed there.' : undefined}
        error={fieldError('signup')}
      >
        <Select name="signup" defaultValue={signup} disabled={signupFixed}>
          <option value="open">Everybody may make one</option>
          <option value="invite">Only whoever is invited or added by an administrator</option>
          <option value="closed">Closed</option>
        </Select>
      </Field>
      <Field
        label="Storage of new accounts in GB"
        hint="Left empty, there is no limit. Accounts that exist keep what they have."
        error={fieldError('quotaBytes')}
      >
        <Input name="quota" inputMode="decimal" autoComplete="off" defaultValue={gigabytesOf(newQuotaBytes)} />
      </Field>
      <Checkbox
        name="adminSecondFactor"
        defaultChecked={adminSecondFactor}
        label="Administrators need a second factor"
        hint="Without one they are asked to set it up before they see anything here. You need one yourself to switch this on."
      />
      <LimitFields settings={settings} error={fieldError} />
      <Button type="submit" variant="primary" busy={busy} className="self-start">
        Save
      </Button>
    </form>
  )
}
