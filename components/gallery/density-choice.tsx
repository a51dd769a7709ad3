'use client'
import { Grid2x2, Grid3x3, Square } from 'lucide-react'
import { DENSITIES, type Density } from '../grid/density'
import { IconButton } from '../ui/icon-button'

const ICONS = { small: Grid3x3, medium: Grid2x2, large: Square }
const LABELS = { small: 'Small pictures', medium: 'Medium pictures', large: 'Large pictures' }

/** How big the pictures of the grid are; on the phone one button that leads to the next size. */
export function DensityChoice({ density, onChange }: { density: Density; onChange: (density: Density) => void }) {
  return (
    <fieldset className="density-choice">
      <legend className="sr-only">Size of the pictures</legend>
      {DENSITIES.map((choice) => (
        <IconButton
          key={choice}
          icon={ICONS[choice]}
          label={LABELS[choice]}
          aria-pressed={choice === density}
          onClick={() => onChange(choice)}
        />
      ))}
    </fieldset>
  )
}
