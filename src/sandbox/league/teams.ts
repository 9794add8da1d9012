import { slugOfName } from './names.js'

/** A franchise in one season. */
export interface Team {
  /** The same in every season. It has the form of a real franchise's id, but no real franchise has it. */
  readonly id: number
  readonly city: string
  readonly name: string
  readonly code: string
  readonly slug: string
  readonly conference: 'East' | 'West'
  readonly division: string
  /** Hours from Eastern time: 0 to -3. */
  readonly zone: number
  readonly arena: string
  /** Code of an invented state. */
  readonly state: string
}

/** Id of the first team; the other ids follow it. Real franchises have 1610612737 to 1610612766. */
const FIRST_TEAM_ID = 1_610_615_001

type Entry = readonly [city: string, name: string, code: string]

interface Division {
  readonly conference: 'East' | 'West'
  readonly name: string
  readonly zone: number
  readonly state: string
  readonly teams: readonly Entry[]
}

/** Invented cities and nicknames, in the order of their ids. */
const DIVISIONS: readonly Division[] = [
  {
    conference: 'East',
    name: 'Harbor',
    zone: 0,
    state: 'HX',
    teams: [
      ['Marrowgate', 'Gulls', 'MAR'],
      ['Saltmere', 'Anchors', 'SAL'],
      ['Quillhaven', 'Pilots', 'QUI'],
      ['Eddingport', 'Sirens', 'EDD'],
      ['Castlebrine', 'Corsairs', 'CAS'],
    ],
  },
  {
    conference: 'East',
    name: 'Lakes',
    zone: -1,
    state: 'LX',
    teams: [
      ['Ironwater', 'Smelters', 'IRO'],
      ['Lake Tamsin', 'Loons', 'TAM'],
      ['Brackenfall', 'Foxes', 'BRA'],
      ['Dunmoor', 'Millers', 'DUN'],
      ['Wexfield', 'Turbines', 'WEX'],
    ],
  },
  {
    conference: 'East',
    name: 'Coast',
    zone: 0,
    state: 'KX',
    teams: [
      ['Palmetta', 'Sandpipers', 'PAL'],
      ['Coral Junction', 'Mantas', 'COR'],
      ['Sunhollow', 'Geckos', 'SUN'],
      ['Vell Island', 'Tides', 'VEL'],
      ['Orangeford', 'Comets', 'ORF'],
    ],
  },
  {
    conference: 'West',
    name: 'Plains',
    zone: -1,
    state: 'PX',
    teams: [
      ['Graingerton', 'Threshers', 'GRA'],
      ['Hollowbend', 'Windmills', 'HOL'],
      ['Tallgrass', 'Crickets', 'TAL'],
      ['Redmesa', 'Drovers', 'RED'],
      ['Fort Ansel', 'Lancers', 'ANS'],
    ],
  },
  {
    conference: 'West',
    name: 'Summit',
    zone: -2,
    state: 'SX',
    teams: [
      ['Highcairn', 'Ibex', 'HIG'],
      ['Silverpass', 'Prospectors', 'SIL'],
      ['Snowdale', 'Ermines', 'SNO'],
      ['Granitehead', 'Yetis', 'GRN'],
      ['Larkspur Peak', 'Condors', 'LAR'],
    ],
  },
  {
    conference: 'West',
    name: 'Canyon',
    zone: -3,
    state: 'YX',
    teams: [
      ['Mirador Bay', 'Kelpies', 'MIR'],
      ['San Telado', 'Foghorns', 'TEL'],
      ['Cinderholt', 'Embers', 'CIN'],
      ['Westerly Heights', 'Otters', 'WST'],
      ['Desert Alba', 'Scorpions', 'ALB'],
    ],
  },
]

/** Former names of franchises, by today's code; `until` is the starting year of the last season with that name. */
const FORMER: Readonly<Record<string, { readonly until: number; readonly name: Entry }>> = {
  SIL: { until: 1984, name: ['Copper Flats', 'Miners', 'CPF'] },
  SUN: { until: 2007, name: ['Tarrow Springs', 'Geckos', 'TAR'] },
}

/** The thirty franchises with their names of a season (its starting year), in the order of their ids. */
export function teamsOf(year: number): readonly Team[] {
  const entries = DIVISIONS.flatMap((division) => division.teams.map((entry) => ({ division, entry })))
  return entries.map(({ division, entry }, index) => {
    const former = FORMER[entry[2]]
    const [city, name, code] = former && year <= former.until ? former.name : entry
    return {
      id: FIRST_TEAM_ID + index,
      city,
      name,
      code,
      slug: slugOfName(name),
      conference: division.conference,
      division: division.name,
      zone: division.zone,
      arena: `${city} ${ARENAS[index % ARENAS.length]}`,
      state: division.state,
    }
  })
}

const ARENAS = ['Hall', 'Garden Dome', 'Fieldhouse', 'Arena', 'Coliseum', 'Pavilion', 'Center']

export const TEAM_COUNT = 30

/** `teamsOf` lists a division's teams together, and the three divisions of a conference together. */
export const TEAMS_PER_DIVISION = 5
