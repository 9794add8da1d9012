const DAY_MS = 86_400_000

const midnight = (date: string): number => Date.parse(`${date}T00:00:00Z`)

/** '2024-12-31', 1 -> '2025-01-01' */
export const addDays = (date: string, days: number): string =>
  new Date(midnight(date) + days * DAY_MS).toISOString().slice(0, 10)

/** Days from one date to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((midnight(to) - midnight(from)) / DAY_MS)

/** Day of the week; 0 is Sunday. */
export const weekday = (date: string): number => new Date(midnight(date)).getUTCDay()

/** The first date with this weekday, on or after a date. */
export const onOrAfter = (date: string, day: number): string => addDays(date, (day - weekday(date) + 7) % 7)

/**
 * Hours from UTC to Eastern time in the evening of a date: -4 from the second Sunday of March to the first of
 * November, otherwise -5. The sandbox keeps this rule of 2007 for all seasons.
 */
export function easternOffset(date: string): number {
  const year = date.slice(0, 4)
  return date >= onOrAfter(`${year}-03-08`, 0) && date < onOrAfter(`${year}-11-01`, 0) ? -4 : -5
}

/** '2024-10-22', 1170 minutes after its midnight -> '2024-10-22T19:30:00Z'; minutes may exceed the day. */
export const timestampOf = (date: string, minutes: number): string =>
  new Date(midnight(date) + minutes * 60_000).toISOString().replace('.000Z', 'Z')
