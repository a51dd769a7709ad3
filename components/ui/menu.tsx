'use client'
import type { LucideIcon } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'
import { classNames } from './class-names'

interface MenuProps {
  /** One button element; it receives the menu's attributes. */
  trigger: ReactNode
  align?: 'start' | 'end'
  defaultOpen?: boolean
  children: ReactNode
}

/** A menu that opens from a button. */
export function Menu({ trigger, align = 'end', defaultOpen, children }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false} defaultOpen={defaultOpen}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          sideOffset={6}
          collisionPadding={8}
          // A menu that scrolls must take the focus itself (axe: scrollable-region-focusable).
          tabIndex={0}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) max-w-80 min-w-48 overflow-y-auto overscroll-contain rounded-panel border border-line bg-raised p-1 text-ink shadow-float"
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

const ITEM =
  'flex h-10 w-full items-center gap-3 rounded-control px-3 outline-none data-highlighted:bg-sunken data-disabled:opacity-50'

interface MenuItemProps {
  icon?: LucideIcon
  danger?: boolean
  disabled?: boolean
  /** Use the one child (a link) as the item. */
  asChild?: boolean
  onSelect?: () => void
  children: ReactNode
}

/** One line of a menu. */
export function MenuItem({ icon: Icon, danger, disabled, asChild, onSelect, children }: MenuItemProps) {
  return (
    <DropdownMenu.Item
      asChild={asChild}
      disabled={disabled}
      onSelect={onSelect}
      className={classNames(ITEM, danger && 'text-danger')}
    >
      {asChild ? (
        children
      ) : (
        <>
          {Icon && <Icon aria-hidden size={18} strokeWidth={1.75} />}
          {children}
        </>
      )}
    </DropdownMenu.Item>
  )
}

interface MenuChoiceProps {
  label: string
  value: string
  options: { value: string; label: string }[]
  onChange: (value: string) => void
  /** Whether the menu stays open: the choice is made before something else in it. */
  stays?: boolean
}

/** A group in a menu of which exactly one is chosen. */
export function MenuChoice({ label, value, options, onChange, stays = false }: MenuChoiceProps) {
  return (
    <DropdownMenu.RadioGroup value={value} onValueChange={onChange}>
      <DropdownMenu.Label className="px-3 pt-2 pb-1 text-small text-muted">{label}</DropdownMenu.Label>
      {options.map((option) => (
        <DropdownMenu.RadioItem
          key={option.value}
          value={option.value}
          className={ITEM}
          onSelect={(event) => stays && event.preventDefault()}
        >
          <span className="flex size-[18px] shrink-0 items-center justify-center">
            <DropdownMenu.ItemIndicator className="size-2 rounded-full bg-accent" />
          </span>
          <span className="min-w-0 truncate">{option.label}</span>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  )
}

/** A line between groups of a menu. */
export function MenuLine() {
  return <DropdownMenu.Separator className="my-1 h-px bg-line" />
}
