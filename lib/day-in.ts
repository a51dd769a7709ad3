/** The day of a moment in a time zone, `2026-11-28`; null for a zone that nobody knows. */
export function dayIn(zone: string, now: Date): string | null {
  try {
    const parts = new Intl.DateTimeFormat('en', {
      ...{ timeZone: zone, calendar: 'gregory', numberingSystem: 'latn' },
      ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
    }).formatToParts(now)
    const of = (type: string) => parts.find((part) => part.type === type)?.value ?? ''
    return `${of('year')}-${of('month')}-${of('day')}`
  } catch {
    // A cookie can say anything.
    return null
  }
}
