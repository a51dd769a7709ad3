'use client'
import { useState } from 'react'
import type { ShareLink } from '@/lib/shares/contract'
import { Field } from '../ui/field'
import { Input } from '../ui/input'

/** What visitors may add at most. */
export type Room = Pick<ShareLink, 'maxGuestFiles' | 'maxGuestBytes'>

/** What a new link begins with. */
export const FIRST_ROOM: Room = { maxGuestFiles: 500, maxGuestBytes: 5_000_000_000 }

const GIGABYTE = 1_000_000_000
const MOST_FILES = 100_000
const MOST_GIGABYTES = 10_000

interface GuestRoomProps {
  room: Room
  onChange: (room: Room) => void
}

/** How much visitors of a link may add: photos, and gigabytes. */
export function GuestRoom({ room, onChange }: GuestRoomProps) {
  const [files, setFiles] = useState(String(room.maxGuestFiles))
  const [size, setSize] = useState(String(room.maxGuestBytes / GIGABYTE))
  const changed = (nextFiles: string, nextSize: string) => {
    setFiles(nextFiles)
    setSize(nextSize)
    const maxGuestFiles = Math.round(Number(nextFiles))
    const maxGuestBytes = Math.round(Number(nextSize) * GIGABYTE)
    // What is no number yet is not sent: the last one that was stays.
    onChange({
      maxGuestFiles: maxGuestFiles >= 1 && maxGuestFiles <= MOST_FILES ? maxGuestFiles : room.maxGuestFiles,
      maxGuestBytes:
        maxGuestBytes >= 1 && maxGuestBytes <= MOST_GIGABYTES * GIGABYTE ? maxGuestBytes : room.maxGuestBytes,
    })
  }
  const number = { type: 'number', inputMode: 'decimal', autoComplete: 'off' } as const
  return (
    <div className="grid grid-cols-2 gap-3">
      <Field label="Photos at most">
        <Input
          {...number}
          min={1}
          max={MOST_FILES}
          step={1}
          value={files}
          onChange={(event) => changed(event.target.value, size)}
        />
      </Field>
      <Field label="GB at most">
        <Input
          {...number}
          min={0.001}
          max={MOST_GIGABYTES}
          step="any"
          value={size}
          onChange={(event) => changed(files, event.target.value)}
        />
      </Field>
    </div>
  )
}
