/** '2026-02-22 19:30:05' in the zone of this machine. */
export const localTime = (time: Date): string => time.toLocaleString('sv-SE')
