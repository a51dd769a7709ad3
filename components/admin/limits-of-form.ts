import type { AdminSettings, AdminSettingsChanges, LIMIT_NAMES } from '@/lib/admin/settings-contract'
import { bytesOfMegabytes, objectsOf } from './quota-text'

type Name = (typeof LIMIT_NAMES)[number]

/**
 * The limits of a form that was sent, without those that are fixed. What stands at the usual was not chosen: it follows the usual, also when
 * that becomes another one.
 * @throws ApiError for what is no number, told at the field
 */
export function limitsOfForm(
  values: Record<string, string>,
  { fixed, usual }: Pick<AdminSettings, 'fixed' | 'usual'>,
): AdminSettingsChanges {
  const typed: Record<Name, number | null> = {
    maxUploadBytes: bytesOfMegabytes(values.maxUploadBytes ?? ''),
    sourceMaxObjects: objectsOf(values.sourceMaxObjects ?? '', 'sourceMaxObjects'),
    sourceMaxObjectsAccounts: objectsOf(values.sourceMaxObjectsAccounts ?? '', 'sourceMaxObjectsAccounts'),
  }
  const names = (Object.keys(typed) as Name[]).filter((name) => !fixed.includes(name))
  return Object.fromEntries(names.map((name) => [name, typed[name] === usual[name] ? null : typed[name]]))
}
