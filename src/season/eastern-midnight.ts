/** The league's own time of day, US Eastern. */
const TIME_OF_DAY = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'America/New_York',
  timeStyle: 'medium',
  hourCycle: 'h23',
})

/** Whether a moment is midnight in US Eastern time: 04:00 UTC in summer, 05:00 in winter. */
export const isEasternMidnight = (moment: Date): boolean => TIME_OF_DAY.format(moment) === '00:00:00'
