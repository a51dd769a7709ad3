'use client'
import { useState } from 'react'
import type { Photo } from '@/lib/photos/contract'
import type { UpdatePhoto } from '@/lib/photos/edit-contract'
import { parseCoordinates } from '../fields/coordinates'
import { PlacePicker } from '../map/place-picker'
import { QUIET_CONTROL } from '../ui/control-style'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { Select } from '../ui/select'
import { EditSection } from './edit-section'
import { type CameraForm, cameraEdit, cameraForm, OFFSETS, splitTaken, takenEdit } from './field-forms'

/** Date, place and camera of an own photo, and the way back to what its file says. */
export function EditSections({ photo, onReset }: { photo: Photo; onReset: () => void }) {
  // After a save the forms begin with what the server made of it.
  return (
    <div>
      <EditDate key={`date ${photo.takenAt} ${photo.takenAtGuessed}`} photo={photo} />
      <EditPlace key={`place ${JSON.stringify([photo.location, photo.place])}`} photo={photo} />
      <EditCamera key={`camera ${JSON.stringify(photo.camera)}`} photo={photo} />
      <EditSection
        photo={photo}
        title="Title, description, tags"
        fields={['title', 'description', 'tags', 'rating']}
        onReset={onReset}
      >
        <p className="text-muted">Takes back every edit of title, description, tags and rating.</p>
      </EditSection>
    </div>
  )
}

function EditDate({ photo }: { photo: Photo }) {
  const before = splitTaken(photo.takenAt)
  const [local, setLocal] = useState(before.local)
  const [offset, setOffset] = useState(before.offset)
  const offsets = offset === '' || OFFSETS.includes(offset) ? OFFSETS : [offset, ...OFFSETS]
  return (
    <EditSection photo={photo} title="Edit the date" fields={['takenAt']} edit={() => takenEdit(local, offset)}>
      <Field
        label="Taken on"
        hint={
          photo.takenAtGuessed
            ? 'Guessed from the file’s time. Save it if it is right, empty it if it is not.'
            : 'By the clock of the place. Empty it when the date is not known.'
        }
      >
        <Input
          type="datetime-local"
          step={1}
          className={QUIET_CONTROL}
          value={local}
          onChange={(event) => setLocal(event.target.value)}
        />
      </Field>
      <Field label="Distance from UTC">
        <Select value={offset} onChange={(event) => setOffset(event.target.value)}>
          <option value="">Not known</option>
          {offsets.map((one) => (
            <option key={one} value={one}>
              UTC{one.replace('-', '−')}
            </option>
          ))}
        </Select>
      </Field>
    </EditSection>
  )
}

function EditPlace({ photo }: { photo: Photo }) {
  const known = photo.location ? `${photo.location.latitude}, ${photo.location.longitude}` : ''
  const [coordinates, setCoordinates] = useState(known)
  const [town, setTown] = useState(photo.place?.town ?? '')
  const [region, setRegion] = useState(photo.place?.region ?? '')
  const [country, setCountry] = useState(photo.place?.country ?? '')
  const [wrong, setWrong] = useState(false)
  const named =
    town !== (photo.place?.town ?? '') ||
    region !== (photo.place?.region ?? '') ||
    country !== (photo.place?.country ?? '')
  const edit = (): UpdatePhoto | null => {
    const changes: UpdatePhoto = {}
    if (coordinates.trim() !== known) {
      const location = coordinates.trim() === '' ? null : parseCoordinates(coordinates)
      if (coordinates.trim() !== '' && !location) {
        setWrong(true)
        return null
      }
      changes.location = location
    }
    if (named) {
      const moved = country !== (photo.place?.country ?? '')
      changes.place = {
        town: town || null,
        region: region || null,
        country: country || null,
        ...(moved ? { countryCode: null } : {}),
      }
    }
    return Object.keys(changes).length > 0 ? changes : null
  }
  return (
    <EditSection photo={photo} title="Edit the place" fields={['location', 'place']} edit={edit}>
      <PlacePicker
        text={coordinates}
        onText={(text) => {
          setCoordinates(text)
          setWrong(false)
        }}
      />
      <Field
        label="Latitude and longitude"
        hint="The names follow by themselves a moment later, unless you write them."
        error={wrong ? 'Write two numbers, for example 52.5163, 13.3777.' : null}
      >
        <Input
          className={QUIET_CONTROL}
          value={coordinates}
          placeholder="No location"
          onChange={(event) => {
            setCoordinates(event.target.value)
            setWrong(false)
          }}
        />
      </Field>
      <Field label="Town">
        <Input
          className={QUIET_CONTROL}
          value={town}
          maxLength={200}
          onChange={(event) => setTown(event.target.value)}
        />
      </Field>
      <Field label="Region">
        <Input
          className={QUIET_CONTROL}
          value={region}
          maxLength={200}
          onChange={(event) => setRegion(event.target.value)}
        />
      </Field>
      <Field label="Country">
        <Input
          className={QUIET_CONTROL}
          value={country}
          maxLength={200}
          onChange={(event) => setCountry(event.target.value)}
        />
      </Field>
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
