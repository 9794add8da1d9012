/** A time in the time zone of this machine: '2026-02-22 19:30:05'. */
export const localTime = (time: Date): string => time.toLocaleString('sv-SE')
