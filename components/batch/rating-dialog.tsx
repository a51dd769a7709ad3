'use client'
import { Ban, Star } from 'lucide-react'
import { counted, countPhotos } from '@/lib/media/plural'
import type { BatchSet } from '@/lib/photos/batch-contract'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { type BatchTarget, sizeOf } from './batch-target'
import { ratingAct } from './rating-act'

interface RatingDialogProps {
  target: BatchTarget
  onSet: (set: BatchSet, done: string) => void
  onClose: () => void
}

/** Rates many photos. Load it lazily. */
export function RatingDialog({ target, onSet, onClose }: RatingDialogProps) {
  return (
    <Dialog open onOpenChange={onClose} title={`Rate ${countPhotos(sizeOf(target))}`}>
      <div className="flex flex-col gap-1">
        {[5, 4, 3, 2, 1].map((stars) => (
          <Button key={stars} variant="ghost" className="justify-start" onClick={() => onSet(...ratingAct(stars))}>
            <span aria-hidden className="flex gap-0.5 text-accent">
              {[1, 2, 3, 4, 5].slice(0, stars).map((star) => (
                <Star key={star} size={18} strokeWidth={1.75} className="fill-current" />
              ))}
            </span>
            <span className="sr-only">{counted(stars, 'star')}</span>
          </Button>
        ))}
        <Button variant="ghost" className="justify-start" onClick={() => onSet(...ratingAct(-1))}>
          <Ban aria-hidden size={18} strokeWidth={1.75} className="text-danger" />
          Rejected
        </Button>
        <Button variant="ghost" className="justify-start" onClick={() => onSet(...ratingAct(0))}>
          No rating
        </Button>
      </div>
    </Dialog>
  )
}
