import { printable } from '../../text/printable.js'
import type { DatasetRequest } from '../dataset.js'
import { Refusal, valueAt } from './reader.js'

/**
 * Parameters that an answer of stats.nba.com repeats as they were asked, in all 128 recorded answers that have
 * `parameters`. Dates and filters are written in other ways there.
 */
const REPEATED = [
  'Season',
  'SeasonYear',
  'SeasonID',
  'SeasonType',
  'MeasureType',
  'PtMeasureType',
  'PerMode',
  'PlayerOrTeam',
  'DefenseCategory',
  'DistanceRange',
  'GroupQuantity',
  'Scope',
  'PlayType',
  'TypeGrouping',
  'GameID',
  'TeamID',
  'PlayerID',
] as const

/** Where a parameter that was asked under one name may stand under another. */
const ALSO: Readonly<Record<string, string>> = { Season: 'SeasonYear' }

/** A text or number as it is compared: 'All-Star' is 'All Star'; '' and 0 stand for any. */
const plain = (value: string): string => value.toLowerCase().replace(/[^a-z0-9]|^0$/g, '')

/** Characters of a value in a reason. */
const LONGEST_VALUE = 40

/**
 * The reason against every row of an answer that says that it is to another question: of another season, measure, team or
 * player. A cache that mixes up answers would otherwise give a season the numbers of another.
 */
export function anotherQuestion(json: unknown, { params }: DatasetRequest): Refusal | undefined {
  const told = valueAt(json, ['parameters'])
  if (typeof told !== 'object' || told === null) return undefined
  const repeated = new Map(
    Object.entries(told).flatMap(([name, value]) =>
      (typeof value === 'string' || typeof value === 'number') && plain(`${value}`) !== ''
        ? [[name.toLowerCase(), `${value}`]]
        : [],
    ),
  )
  for (const name of REPEATED) {
    const asked = plain(params[name] ?? '')
    const answered =
      repeated.get(name.toLowerCase()) ?? repeated.get((ALSO[name] ?? name).toLowerCase()) ?? ''
    if (asked !== '' && answered !== '' && plain(answered) !== asked)
      return new Refusal(`answers another question (${name} ${printable(answered, LONGEST_VALUE)})`)
  }
  return undefined
}
