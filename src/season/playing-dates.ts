import { startYear, type SeasonScope } from './season.js'

const DAY_MS = 86_400_000

/** The dates of a season to ask for, YYYY-MM-DD: October 1st to June 30th; 2019-20 and 2020-21 ended in October and July. */
export function playingDates({ season }: SeasonScope): readonly string[] {
  const year = startYear(season)
  const last = year === 2019 ? `${year + 1}-10-11` : year === 2020 ? `${year + 1}-07-31` : `${year + 1}-06-30`
  const dates: string[] = []
  for (let day = Date.parse(`${year}-10-01`); day <= Date.parse(last); day += DAY_MS) {
    dates.push(new Date(day).toISOString().slice(0, 10))
  }
  return dates
}
