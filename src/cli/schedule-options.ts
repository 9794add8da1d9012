import { InvalidArgumentError } from 'commander'

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** A year, since no part of a season lasts longer. */
const LONGEST_MS = 366 * 86_400_000

/** '10s', '15m', '6h', '1d', '1h30m' -> milliseconds */
export function durationMs(text: string): number {
  const parts = [...text.matchAll(/(\d+)([smhd])/g)]
  const ms = parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (UNITS[unit ?? ''] ?? 0), 0)
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== text || ms <= 0 || ms > LONGEST_MS)
    throw new InvalidArgumentError('It is a time like 10s, 15m, 6h or 1d, up to a year.')
  return ms
}

/** 5_400_000 -> '1h30m', as `durationMs` reads it */
export function durationText(ms: number): string {
  let rest = ms
  return Object.entries(UNITS)
    .toReversed()
    .map(([unit, length]) => {
      const amount = Math.floor(rest / length)
      rest -= amount * length
      return amount === 0 ? '' : `${amount}${unit}`
    })
    .join('')
}

/** Reduces spaces to one: '0  6 * * *' and '0 6 * * *' are the same. */
export const cron = (text: string): string => text.trim().replace(/\s+/g, ' ')

/** Reads a note that people see later: one line of at most 200 characters. */
export function noteText(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ').replace(/\.$/, '')
  if (line === '' || line.length > 200)
    throw new InvalidArgumentError('It is a sentence of at most 200 characters.')
  return line
}
