'use client'
import { useState } from 'react'
import type { Photo } from '@/lib/photos/contract'
import { splitTaken } from '../fields/taken'
import { TakenFields } from '../fields/taken-fields'
import { QUIET_CONTROL } from '../ui/control-style'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { EditPlace } from './edit-place'
import { EditSection } from './edit-section'
import { type CameraForm, cameraEdit, cameraForm, takenEdit } from './field-forms'
import type { EditableFact } from './photo-facts'

/** The form of one fact of an own photo, with the way back to what its file says. Load it lazily. */
export function EditFact({ photo, fact }: { photo: Photo; fact: EditableFact }) {
  // After a save the forms begin with what the server made of it.
  if (fact === 'date') return <EditDate key={`${photo.takenAt} ${photo.takenAtGuessed}`} photo={photo} />
  if (fact === 'place') return <EditPlace key={JSON.stringify([photo.location, photo.place])} photo={photo} />
  return <EditCamera key={JSON.stringify(photo.camera)} photo={photo} />
}

function EditDate({ photo }: { photo: Photo }) {
  const before = splitTaken(photo.takenAt)
  const [local, setLocal] = useState(before.local)
  const [offset, setOffset] = useState(before.offset)
  return (
    <EditSection photo={photo} title="Edit the date" fields={['takenAt']} edit={() => takenEdit(local, offset)}>
      <TakenFields
        local={local}
        offset={offset}
        className={QUIET_CONTROL}
        hint={
          photo.takenAtGuessed
            ? 'Guessed from the file’s time. Save it if it is right, empty it if it is not.'
            : 'By the clock of the place. Empty it when the date is not known.'
        }
        onLocal={setLocal}
        onOffset={setOffset}
      />
    </EditSection>
  )
}

const CAMERA_FIELDS: [keyof CameraForm, string][] = [
  ['make', 'Make'],
  ['model', 'Model'],
  ['lens', 'Lens'],
  ['exposure', 'Exposure in seconds'],
  ['aperture', 'Aperture (f-number)'],
  ['iso', 'ISO'],
  ['focalLength', 'Focal length in mm'],
]

function EditCamera({ photo }: { photo: Photo }) {
  const before = cameraForm(photo.camera)
  const [form, setForm] = useState(before)
  const [problems, setProblems] = useState<Partial<CameraForm>>({})
  const edit = () => {
    const result = cameraEdit(form, before)
    setProblems(result.problems)
    return Object.keys(result.problems).length > 0 ? null : result.edit
  }
  return (
    <EditSection photo={photo} title="Edit the camera" fields={['camera']} edit={edit}>
      {CAMERA_FIELDS.map(([key, label]) => (
        <Field key={key} label={label} error={problems[key]}>
          <Input
            className={QUIET_CONTROL}
            value={form[key]}
            maxLength={200}
            onChange={(event) => setForm({ ...form, [key]: event.target.value })}
          />
        </Field>
      ))}
    </EditSection>
  )
}
