'use client'
import { useState } from 'react'
import type { Photo } from '@/lib/photos/contract'
import { PlacePicker } from '../map/place-picker'
import { QUIET_CONTROL } from '../ui/control-style'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { EditSection } from './edit-section'
import { placeEdit, placeForm } from './field-forms'

const NAMES = [
  ['town', 'Town'],
  ['region', 'Region'],
  ['country', 'Country'],
] as const

/** Where an own photo was taken: coordinates, and the names of the place. */
export function EditPlace({ photo }: { photo: Photo }) {
  const [form, setForm] = useState(() => placeForm(photo))
  const [wrong, setWrong] = useState(false)
  const edit = () => {
    const result = placeEdit(form, photo)
    setWrong(result === 'wrong')
    return result === 'wrong' ? null : result
  }
  const setCoordinates = (coordinates: string) => {
    setForm({ ...form, coordinates })
    setWrong(false)
  }
  return (
    <EditSection photo={photo} title="Edit the place" fields={['location', 'place']} edit={edit}>
      <PlacePicker text={form.coordinates} onText={setCoordinates} />
      <Field
        label="Latitude and longitude"
        hint="The names follow by themselves a moment later, unless you write them."
        error={wrong ? 'Write two numbers, for example 52.5163, 13.3777.' : null}
      >
        <Input
          className={QUIET_CONTROL}
          value={form.coordinates}
          placeholder="No location"
          onChange={(event) => setCoordinates(event.target.value)}
        />
      </Field>
      {NAMES.map(([name, label]) => (
        <Field key={name} label={label}>
          <Input
            className={QUIET_CONTROL}
            value={form[name]}
            maxLength={200}
            onChange={(event) => setForm({ ...form, [name]: event.target.value })}
          />
        </Field>
      ))}
    </EditSection>
  )
}
