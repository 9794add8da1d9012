import { datasetOf } from '../../src/datasets/catalogue.js'
import type { FURTHER_KINDS } from './further-kinds.js'
import type { Ending } from './tell-all.js'

type Kind = keyof typeof FURTHER_KINDS

/** Lies about people and history that are believed, and why nothing can tell. */
interface Unprovable {
  readonly datasets: RegExp
  readonly kinds: readonly Kind[]
  readonly why: string
}

/** Rows that come or go, */
const ROWS: readonly Kind[] = ['lacks the row with the most', 'lacks the last fifth of its rows']
/** and numbers of rows. */
const NUMBERS: readonly Kind[] = [
  'gives every row the numbers of the next',
  'has only zeros',
  'is that of half a season',
]

const UNPROVABLE: readonly Unprovable[] = [
  {
    datasets: /^draft_combine_/,
    kinds: [
      'has no rows',
      ...ROWS,
      ...NUMBERS,
      'has the row of somebody else',
      'has a row of somebody more',
      'has two rows under each other’s ids',
      'has another percentage in a row',
      'has made and attempted swapped',
      'has other numbers in a row',
    ],
    why: 'each measures what no other does, and a list may be empty; that all four list the same players is noted',
  },
  {
    datasets: /^player_awards$/,
    kinds: ['has no rows', ...ROWS, 'has a row of another season'],
    why: 'nothing of the service tells who must have which award',
  },
  {
    datasets: /^rosters$/,
    kinds: [
      ...ROWS,
      ...NUMBERS,
      'has the row of somebody else',
      'has a row of somebody more',
      'has two rows under each other’s ids',
      'has other numbers in a row',
    ],
    why: 'a roster lacks who is gone and has who did not play yet; ages and weights are nowhere else',
  },
  {
    datasets: /^lineups$/,
    kinds: [...ROWS, 'has two rows under each other’s ids', 'gives every row the numbers of the next'],
    why: 'most lineups of a team are not known, nor what each has done within what the team did',
  },
  {
    datasets: /^playoff_picture$/,
    kinds: ['has no rows'],
    why: 'there is none for most of a season',
  },
  {
    datasets: /^player_(awards|biographies)$/,
    kinds: ['has a team of another city in a row'],
    why: 'a team of another year, whose names are not stored; those of a season that is stored are noted',
  },
  {
    datasets: /^playoff_picture$/,
    kinds: ['has a team of another city in a row'],
    why: 'both of its tables have the same city, as no other answer calls it: L.A. Lakers',
  },
  {
    datasets: /^draft_picks$/,
    kinds: ['has the row of somebody else', 'has two rows under each other’s ids'],
    why: 'who never played is known by the drafts alone; where the index of players is asked for, it tells of its 427',
  },
  {
    datasets: /^player_career_stats$/,
    kinds: ['has a row of somebody more'],
    why: 'a player with rows of several teams is compared with nothing: none is recorded',
  },
  {
    datasets: /^team_details$/,
    kinds: ['gives every row the numbers of the next', 'has a row of another season'],
    why: 'titles and retired numbers are nowhere else but for the names of who is honoured, which are noted',
  },
  {
    datasets: /^player_biographies$/,
    kinds: [...NUMBERS, 'has a row of another season', 'has other numbers in a row'],
    why: 'years and bodies are nowhere else',
  },
  {
    datasets: /./,
    kinds: ['has another name in a row'],
    why: 'the names of players are compared where they have played; those of teams change with their cities',
  },
]

/** Why a lie may be believed; undefined where it may not. A check that is noted until real answers have shown it says so. */
export function mayBeBelieved(dataset: string, kind: string, ending: Ending): string | undefined {
  if (ending === 'not believed') return 'it is not'
  if (ending === 'noted' && datasetOf('nba', dataset).verify.some(({ noted }) => noted))
    return 'only noted, until more real answers have shown it'
  return UNPROVABLE.find(({ datasets, kinds }) => datasets.test(dataset) && kinds.includes(kind))?.why
}

/** Kinds after which one honest sync is not enough, and why. */
const UNTIL_ACCEPTED: Readonly<Record<string, string>> = {
  'gives all rows to somebody else':
    'each draft keeps the row of one false player: nobody else knows who was picked, and a correction removes no whole draft',
  'has a row of somebody more':
    'a false franchise that both lists brought stays in franchise_history; --accept-removals removes it',
  'is cut':
    'the lie brings thousands of false lineups, and a correction removes no such share of a table; --accept-removals does',
}

/** Why rows of a lie may stay until somebody accepts that they go; undefined where they may not. */
export const mayStay = (kind: string): string | undefined => UNTIL_ACCEPTED[kind]
