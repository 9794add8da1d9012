import { personName, type PersonName } from './names.js'
import { Rng } from './rng.js'

export type Role = 'G' | 'F' | 'C'

/** A player's weights and probabilities in a game. */
export interface Skill {
  /** How good the player is, which decides his playing time. Mean 0, standard deviation 1. */
  readonly talent: number
  /** Share of his shots that are three-pointers. */
  readonly threeShare: number
  readonly twoMade: number
  readonly threeMade: number
  readonly freeThrowMade: number
  /** Weight of the player among the five on the floor, for each kind of event: see WEIGHT. */
  readonly weights: readonly number[]
}

/** Indexes into a skill's weights. The weights are a list because they are read a million times a season. */
export const WEIGHT = {
  usage: 0,
  offensiveRebound: 1,
  defensiveRebound: 2,
  assist: 3,
  steal: 4,
  block: 5,
  foul: 6,
  turnover: 7,
} as const
export type Weight = (typeof WEIGHT)[keyof typeof WEIGHT]

export interface PlaceInDraft {
  readonly year: number
  readonly round: number
  readonly number: number
}

/** A player with the facts that hold for his whole career. */
export interface LeaguePlayer {
  readonly id: number
  readonly name: PersonName
  readonly role: Role
  /** 'G', 'G-F', 'F', 'F-C', 'C' … */
  readonly position: string
  /** '6-7', feet and inches. */
  readonly height: string
  /** Pounds. */
  readonly weight: number
  readonly birthdate: string
  readonly college: string | null
  readonly country: string
  /** null for an undrafted player. */
  readonly draft: PlaceInDraft | null
  /** Starting years of the first and the last season. */
  readonly fromYear: number
  readonly toYear: number
  /** Preferred jersey number; null when none is known. */
  readonly jersey: string | null
  readonly skill: Skill
}

const SECOND_ROLE: Readonly<Record<Role, readonly Role[]>> = { G: ['F'], F: ['G', 'C'], C: ['F'] }

/** Shortest and tallest height, in inches. */
const INCHES: Readonly<Record<Role, readonly [number, number]>> = { G: [72, 78], F: [77, 82], C: [81, 87] }

const COLLEGES = [
  'Aldermoor',
  'Bexley Tech',
  'Northern Cairn',
  'St. Orsolya',
  'Tamsin State',
  'Vell A&M',
  'Wyldham',
]
const COUNTRIES = ['Aurelia', 'Borvania', 'Corsada', 'Drenmark', 'Élandie', 'Nordhavn', 'São Tristão']
const HOME_COUNTRY = 'Homeland'

export interface Career {
  readonly id: number
  readonly role: Role
  readonly fromYear: number
  readonly toYear: number
  readonly draft: PlaceInDraft | null
}

/** Makes a player; the league's seed and his id determine everything that `career` does not say. */
export function makePlayer(seed: number, career: Career): LeaguePlayer {
  const { role, fromYear } = career
  const rng = new Rng(seed, 'player', career.id)
  const [shortest, tallest] = INCHES[role]
  const inches = rng.int(shortest, tallest)
  const atHome = rng.chance(0.76)
  return {
    ...career,
    name: personName(rng),
    position: rng.chance(0.3) ? `${role}-${rng.pick(SECOND_ROLE[role])}` : role,
    height: `${Math.floor(inches / 12)}-${inches % 12}`,
    weight: Math.round(inches * 4.6 - 148 + rng.bell() * 11),
    birthdate: `${fromYear - rng.int(19, 23)}-${two(rng.int(1, 12))}-${two(rng.int(1, 28))}`,
    college: rng.chance(atHome ? 0.92 : 0.2) ? rng.pick(COLLEGES) : null,
    country: atHome ? HOME_COUNTRY : rng.pick(COUNTRIES),
    jersey: jersey(rng),
    skill: skill(rng, role),
  }
}

const two = (n: number): string => String(n).padStart(2, '0')

function jersey(rng: Rng): string | null {
  if (rng.chance(0.02)) return null
  return rng.chance(0.03) ? '00' : String(rng.int(0, 55))
}

function skill(rng: Rng, role: Role): Skill {
  const of = (g: number, f: number, c: number): number => ({ G: g, F: f, C: c })[role]
  /** A weight around a mean, never below a fifth of it. */
  const around = (mean: number, spread = 0.35): number => mean * Math.max(0.2, 1 + spread * rng.bell())
  const talent = rng.bell()
  return {
    talent,
    threeShare: Math.min(0.75, around(of(0.47, 0.4, 0.17))),
    twoMade: of(0.5, 0.53, 0.58) + 0.009 * talent + 0.015 * rng.bell(),
    threeMade: of(0.365, 0.36, 0.33) + 0.005 * talent + 0.012 * rng.bell(),
    freeThrowMade: Math.min(0.95, of(0.82, 0.77, 0.69) + 0.055 * rng.bell()),
    weights: [
      around(1 + 0.25 * talent, 0.2),
      around(of(0.5, 1.1, 2.2)),
      around(of(0.75, 1.2, 1.9)),
      around(of(2, 0.9, 0.7), 0.45),
      around(of(1.2, 1, 0.7)),
      around(of(0.35, 0.9, 2.4)),
      around(of(0.85, 1, 1.35), 0.25),
      around(of(1.2, 0.9, 0.9), 0.25),
    ],
  }
}
