const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']

/** '2024-04-14', '2024-04-14T00:00:00', '20240414' (of shots), 'APR 14, 2024' and '04/14/2024 00:00:00' -> '2024-04-14'. */
export function calendarDate(text: string): string | undefined {
  const iso = /^(\d{4}-\d{2}-\d{2})(T|$)/.exec(text)?.[1] ?? plainDate(text)
  const us = /^(\d{2})\/(\d{2})\/(\d{4})/.exec(text)
  const words = /^([A-Za-z]{3}) (\d{2}), (\d{4})$/.exec(text)
  const month = MONTHS.indexOf(words?.[1]?.toUpperCase() ?? '') + 1
  const date =
    iso ??
    (us
      ? `${us[3]}-${us[1]}-${us[2]}`
      : words && month
        ? `${words[3]}-${String(month).padStart(2, '0')}-${words[2]}`
        : undefined)
  if (date === undefined || date.startsWith('0000')) return undefined // Postgres has no year 0
  const time = Date.parse(`${date}T00:00:00Z`)
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date ? undefined : date
}

/** '20240414' -> '2024-04-14' */
function plainDate(text: string): string | undefined {
  const plain = /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  return plain ? `${plain[1]}-${plain[2]}-${plain[3]}` : undefined
}

/** '2019-03-01' -> '2019-02-28' */
export const dayBefore = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
