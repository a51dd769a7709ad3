import type { LucideIcon } from 'lucide-react'
import type { ButtonHTMLAttributes, Ref } from 'react'
import { classNames } from './class-names'

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'aria-label'> {
  /** Left out where the icon is drawn already and given as children. */
  icon?: LucideIcon
  /** The name for screen readers and the words of the tooltip. */
  label: string
  /** The key that does the same, shown in the tooltip. */
  shortcut?: string
  /** Where the tooltip stands. */
  tip?: 'top' | 'bottom'
  ref?: Ref<HTMLButtonElement>
}

/** A button with an icon only; its tooltip (components/ui/tooltip.tsx) shows the label and the key. */
export function IconButton({
  icon: Icon,
  label,
  shortcut,
  tip = 'bottom',
  className,
  children,
  type = 'button',
  ...rest
}: IconButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      aria-label={label}
      aria-keyshortcuts={shortcut}
      data-tip={label}
      data-tip-key={shortcut}
      data-tip-side={tip}
      className={classNames(
        'inline-flex size-10 shrink-0 items-center justify-center rounded-control transition-colors hover:bg-sunken',
        'disabled:pointer-events-none disabled:opacity-50 aria-pressed:text-accent',
        className,
      )}
    >
      {Icon ? <Icon aria-hidden size={20} strokeWidth={1.75} /> : children}
    </button>
  )
}
