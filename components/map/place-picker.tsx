'use client'
import { Suspense } from 'react'
import { parseCoordinates } from '../fields/coordinates'
import { TownField } from '../fields/town-field'
import { lazily } from '../ui/lazily'

const PlaceMap = lazily(() => import('./place-map').then((module) => module.PlaceMap))

interface PlacePickerProps {
  /** The coordinates as they stand in the field beside it, which is the way for the keyboard. */
  text: string
  onText: (text: string) => void
}

/** A line for the name of a town, and a small map on which a click or a drag of the pin writes the coordinates. */
export function PlacePicker({ text, onText }: PlacePickerProps) {
  const write = ({ latitude, longitude }: { latitude: number; longitude: number }) =>
    onText(`${latitude}, ${longitude}`)
  return (
    <>
      <TownField onPick={write} />
      <Suspense fallback={<div className="h-44 rounded-control bg-sunken" />}>
        <PlaceMap
          place={parseCoordinates(text)}
          onPick={write}
          without="This browser cannot draw the map (it needs WebGL 2). Write the coordinates below."
        />
      </Suspense>
    </>
  )
}
