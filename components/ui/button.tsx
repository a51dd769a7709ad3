import type { ButtonHTMLAttributes, Ref } from 'react'
import { type ButtonSize, type ButtonVariant, buttonStyle } from './button-style'
import { Spinner } from './spinner'

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  variant?: ButtonVariant
  size?: ButtonSize
  /** Shows a spinner and refuses clicks while an action runs; the button keeps its focus. */
  busy?: boolean
  ref?: Ref<HTMLButtonElement>
}

/** A button with words. */
export function Button({
  variant,
  size,
  busy = false,
  className,
  children,
  type = 'button',
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={busy && type === 'submit' ? 'button' : type}
      aria-disabled={busy || undefined}
      onClick={busy ? undefined : onClick}
      className={buttonStyle(variant, size, className)}
    >
      {busy && <Spinner label="Working" />}
      {children}
    </button>
  )
}
