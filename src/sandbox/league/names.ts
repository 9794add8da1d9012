import type { Rng } from './rng.js'

/** A player's name in the two parts that the API has. */
export interface PersonName {
  /** '' for a player with a single name. */
  readonly first: string
  /** Last name with its suffix: 'Dusktonwick III'. */
  readonly last: string
}

// Surnames are composed of syllables, so that no real person has one of them.
const HEADS =
  'Ald Bram Calv Dren Elth Farn Garv Hesk Ister Jarv Kest Lund Morv Norv Oster Pelv Quar Rendl Sald Thorv Ulv Vand Wexl Yarr Zelt Briskl Cormw Duskt Fenw Grimt Haskw Keldr Lornw Mandr Pennw Ruskl Stav Tarnw Vosk Wyld'.split(
    ' ',
  )
const TAILS =
  'ewick oway iston ermere ingdale ungate astow erbeck ilham omby udrey ascombe erfold imoor owell enshaw idrake othorn unfield astrop'.split(
    ' ',
  )

/** Surnames that break careless parsers: diacritics, apostrophes, hyphens, spaces. */
const AWKWARD_SURNAMES = [
  'Štěrbovič',
  "O'Darrowby",
  "D'Alvanère",
  'Þorlakssonar',
  'Đorvaničić',
  'Nguyễnhart',
  'Ólvarsdal',
  'Żółkwianek',
  'Garvín-Ostrada',
  'van der Quillen',
  'Müllerbeck',
  'Çelikdrum',
  'Ndoubelé',
  "M'Bawandé",
  'Țăranovik',
  'Søndervig-Hale',
  'St. Elwick',
  'Åkerbruun',
  'Lāčplēsons',
  'Valançiškas',
] as const

/** Names of players with a single name. */
const SINGLE_NAMES = ['Zorelio', 'Maravão', 'Tindaro', 'Wenceslito', 'Bonifaz', 'Quirinho'] as const

const FIRST_NAMES =
  'Aldric Amaro Anselm Arlo Baptiste Bastian Béla Bram Caspian Cato Cedrik Corbin Cyprien Dacre Darnel Davor Deshane Dmitar Edvin Elián Emeka Evander Fabrice Faolan Fenwick Filipé Florian Gaspard Gideon Goran Hakim Halvard Idris Ignác Ivo Jabari Jalen-Ray Jorik Joaquím Jules Kaleb Karsten Kofi Kwesi Lazar Leander Lennart Ludo Łukasz Magnus Malachi Marek Matteus Mikel Nándor Nikola Obadiah Odell Olivér Osei Pascal Piers Quade Quillon Radek Rashaun Remy Rocco Rufus Søren Sékou Silvan Stellan Tadeo Tavish Teodor Thaddeus Tobin Torvald Tyrell-Jay Ulric Vashon Viggo Wendell Xander Yannick Zdeněk Zeke'.split(
    ' ',
  )

const SUFFIXES = ['Jr.', 'Jr.', 'Jr.', 'III', 'III', 'II', 'IV'] as const

/** Share of the players with each kind of name. */
const SHARE = { awkward: 0.14, suffix: 0.05, single: 0.003 }

/** Invents a name. Two players may have the same one, as in the real league. */
export function personName(rng: Rng): PersonName {
  if (rng.chance(SHARE.single)) return { first: '', last: rng.pick(SINGLE_NAMES) }
  const surname = rng.chance(SHARE.awkward) ? rng.pick(AWKWARD_SURNAMES) : rng.pick(HEADS) + rng.pick(TAILS)
  const suffix = rng.chance(SHARE.suffix) ? ` ${rng.pick(SUFFIXES)}` : ''
  return { first: rng.pick(FIRST_NAMES), last: surname + suffix }
}

export const fullName = ({ first, last }: PersonName): string => (first === '' ? last : `${first} ${last}`)

export const lastCommaFirst = ({ first, last }: PersonName): string =>
  first === '' ? last : `${last}, ${first}`

/** 'J. Dusktonwick III', as box scores and play-by-play have it. */
export const initialAndLast = ({ first, last }: PersonName): string =>
  first === '' ? last : `${first.charAt(0)}. ${last}`

/** Letters that Unicode does not decompose into a base letter and a mark. */
const UNDIVIDED: Readonly<Record<string, string>> = {
  Đ: 'D',
  đ: 'd',
  Ł: 'L',
  ł: 'l',
  Ø: 'O',
  ø: 'o',
  Þ: 'Th',
  þ: 'th',
}

/** The text without diacritics, as the play-by-play's descriptions have it. */
export const unaccented = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[ĐđŁłØøÞþ]/g, (letter) => UNDIVIDED[letter] ?? letter)

/** "Søren O'Darrowby Jr." -> 'soren-odarrowby-jr' */
export const slugOfName = (text: string): string =>
  unaccented(text)
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .replace(/ +/g, '-')
