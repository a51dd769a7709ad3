'use client'
import { X } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { QUIET_CONTROL } from '../ui/control-style'
import { Input } from '../ui/input'
import { tagWords } from '../words/tag-words'
import { useWhenGone } from './use-when-gone'

interface TagEditorProps {
  tags: readonly string[]
  onChange: (tags: string[]) => void
  /** A tag as it is shown, for example as a way to what else has it; its words when left out. */
  show?: (tag: string) => ReactNode
}

/** Tags as chips with a line to add more; a comma or Enter ends a tag, Backspace in the empty line takes the last one. */
export function TagEditor({ tags, onChange, show = tagWords }: TagEditorProps) {
  const [text, setText] = useState('')
  /** Esc: what was begun is not added when the field is left. */
  const given = useRef(true)
  const add = () => {
    if (!given.current) return
    const known = new Set(tags.map((tag) => tag.toLowerCase()))
    const added = text
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== '' && !known.has(tag.toLowerCase()))
    setText('')
    if (added.length > 0) onChange([...tags, ...new Set(added)])
  }
  // It may go with what is written in it, for example where the next photo comes.
  useWhenGone(add)
  return (
    <div className="flex flex-col gap-2">
      {tags.length > 0 && (
        <ul className="flex flex-wrap gap-1.5">
          {tags.map((tag) => (
            <li key={tag} className="flex max-w-full items-center rounded-full bg-sunken pl-2.5">
              <span className="truncate">{show(tag)}</span>
              <button
                type="button"
                aria-label={`Remove the tag ${tagWords(tag)}`}
                className="inline-flex size-7 shrink-0 items-center justify-center rounded-full hover:text-danger"
                onClick={() => onChange(tags.filter((other) => other !== tag))}
              >
                <X aria-hidden size={14} strokeWidth={1.75} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <Input
        data-tag-line
        className={QUIET_CONTROL}
        value={text}
        maxLength={200}
        placeholder="Add a tag"
        onChange={(event) => {
          given.current = true
          setText(event.target.value)
        }}
        onBlur={add}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            given.current = false
            setText('')
          }
          if (event.key === 'Enter' || event.key === ',') {
            event.preventDefault()
            add()
          } else if (event.key === 'Backspace' && text === '' && tags.length > 0) onChange(tags.slice(0, -1))
        }}
      />
    </div>
  )
}
