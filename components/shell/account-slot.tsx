'use client'
import { EarlySlot } from '../keys/early-slot'
import { lazily } from '../ui/lazily'
import type { AccountMenuProps } from './account-menu'

const AccountMenu = lazily(() => import('./account-menu').then((module) => module.AccountMenu), false)

/** The account's button in the header: visitors do not load its script. */
export function AccountSlot(props: Omit<AccountMenuProps, 'onReady'>) {
  return <EarlySlot of={AccountMenu} props={props} />
}
