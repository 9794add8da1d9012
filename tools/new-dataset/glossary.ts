/**
 * The field's terms for the words of the API, as the tables have them. Keys are the words of a header or member in
 * small letters: FG3_PCT is 'fg3 pct', reboundsTotal is 'rebounds total'. The longest key that fits comes first.
 */
const TERMS: Readonly<Record<string, string>> = {
  'person id': 'player_id',
  'family name': 'last_name',
  'player first name': 'first_name',
  'player last name': 'last_name',
  'team tricode': 'team_abbreviation',
  'jersey num': 'jersey_number',
  school: 'college',
  weight: 'weight_pounds',
  exp: 'years_of_experience',
  'birth date': 'birthdate',
  wl: 'result',
  gp: 'games_played',
  gs: 'games_started',
  g: 'games',
  w: 'wins',
  l: 'losses',
  'w pct': 'win_pct',
  l10: 'last_10',
  gb: 'games_back',
  min: 'minutes',
  'plus minus points': 'plus_minus',
  fg: 'field_goals',
  fgm: 'field_goals_made',
  fgmx: 'field_goals_missed',
  fga: 'field_goals_attempted',
  'fg pct': 'field_goal_pct',
  'field goals percentage': 'field_goal_pct',
  fg2m: 'two_pointers_made',
  fg2a: 'two_pointers_attempted',
  'fg2 pct': 'two_pointer_pct',
  fg3m: 'three_pointers_made',
  fg3a: 'three_pointers_attempted',
  fg3: 'three_pointers',
  'fg3 pct': 'three_pointer_pct',
  'three pointers percentage': 'three_pointer_pct',
  ft: 'free_throws',
  'ft in': 'feet_inches',
  ftm: 'free_throws_made',
  fta: 'free_throws_attempted',
  'ft pct': 'free_throw_pct',
  'free throws percentage': 'free_throw_pct',
  'field goals attempted 2pt': 'two_pointers_attempted',
  'field goals attempted 3pt': 'three_pointers_attempted',
  'contested shots 2pt': 'contested_two_pointers',
  'contested shots 3pt': 'contested_three_pointers',
  'contested shots 2 pt': 'contested_two_pointers',
  'contested shots 3 pt': 'contested_three_pointers',
  '2pt': 'two_pointers',
  '2 pt': 'two_pointers',
  '3pt': 'three_pointers',
  '3 pt': 'three_pointers',
  'fga 2 pt': 'two_pointers_attempted',
  'fga 3 pt': 'three_pointers_attempted',
  'pts 2 pt mr': 'points_midrange_two_pointers',
  'ast 2 pm': 'assisted_two_pointers',
  'ast 3 pm': 'assisted_three_pointers',
  'ast fgm': 'assisted_field_goals_made',
  'uast 2 pm': 'unassisted_two_pointers',
  'uast 3 pm': 'unassisted_three_pointers',
  'uast fgm': 'unassisted_field_goals_made',
  'd fgm': 'defended_field_goals_made',
  'd fga': 'defended_field_goals_attempted',
  'd fg pct': 'defended_field_goal_pct',
  c: 'contested',
  uc: 'uncontested',
  oreb: 'offensive_rebounds',
  dreb: 'defensive_rebounds',
  reb: 'rebounds',
  rebs: 'rebounds',
  'tot reb': 'rebounds',
  'rebounds offensive': 'offensive_rebounds',
  'rebounds defensive': 'defensive_rebounds',
  'rebounds total': 'rebounds',
  'rebound chances offensive': 'offensive_rebound_chances',
  'rebound chances defensive': 'defensive_rebound_chances',
  'rebound chances total': 'rebound_chances',
  'oreb pct': 'offensive_rebound_pct',
  'dreb pct': 'defensive_rebound_pct',
  'reb pct': 'rebound_pct',
  ast: 'assists',
  'ast pct': 'assist_pct',
  'ast to': 'assist_to_turnover',
  'ast ratio': 'assist_ratio',
  tov: 'turnovers',
  'tov pct': 'turnover_pct',
  'turnover percentage': 'turnover_pct',
  'tm tov pct': 'team_turnover_pct',
  tm: 'team',
  stl: 'steals',
  blk: 'blocks',
  blka: 'blocked_attempts',
  'blocks against': 'blocked_attempts',
  pf: 'personal_fouls',
  'fouls personal': 'personal_fouls',
  pfd: 'personal_fouls_drawn',
  'fouls drawn': 'personal_fouls_drawn',
  pts: 'points',
  pg: 'per_game',
  'nba fantasy pts': 'fantasy_points',
  'wnba fantasy pts': 'wnba_fantasy_points',
  dd2: 'double_doubles',
  td3: 'triple_doubles',
  'off rating': 'offensive_rating',
  'def rating': 'defensive_rating',
  'efg pct': 'effective_field_goal_pct',
  'ts pct': 'true_shooting_pct',
  'usg pct': 'usage_pct',
  e: 'estimated',
  poss: 'possessions',
  'poss pct': 'possession_pct',
  'sf poss pct': 'shooting_foul_possession_pct',
  ppp: 'points_per_possession',
  sfl: 'shooting_fouls',
  eff: 'efficiency',
  'fta rate': 'free_throw_attempt_rate',
  pie: 'player_impact_estimate',
  'screen ast pts': 'screen_assist_points',
  'loose balls recovered offensive': 'offensive_loose_balls_recovered',
  'loose balls recovered defensive': 'defensive_loose_balls_recovered',
  'loose balls recovered total': 'loose_balls_recovered',
  'off loose balls recovered': 'offensive_loose_balls_recovered',
  'def loose balls recovered': 'defensive_loose_balls_recovered',
  boxouts: 'box_outs',
  off: 'offensive',
  def: 'defensive',
  'points off turnovers': 'points_off_turnovers',
  'pts off tov': 'points_off_turnovers',
  'pts off to': 'points_off_turnovers',
  'pts 2 nd chance': 'second_chance_points',
  'points second chance': 'second_chance_points',
  'pts fb': 'fast_break_points',
  'points fast break': 'fast_break_points',
  'pts paint': 'points_in_the_paint',
  'points paint': 'points_in_the_paint',
  'pts qtr1': 'points_quarter_1',
  'pts qtr2': 'points_quarter_2',
  'pts qtr3': 'points_quarter_3',
  'pts qtr4': 'points_quarter_4',
  opp: 'opponent',
  diff: 'difference',
  plusminus: 'plus_minus',
  avg: 'average',
  dist: 'distance',
  freq: 'frequency',
  conf: 'conference',
  div: 'division',
  po: 'playoff',
  desc: 'description',
  num: 'number',
  'close def': 'closest_defender',
  'close def person id': 'defender_id',
  percentage: 'pct',
  clock: 'seconds_left',
  'score home': 'home_score',
  'score away': 'away_score',
}

/** Headers that stand for more than their word says. */
const WHOLE: Readonly<Record<string, string>> = {
  player: 'player_name',
  num: 'jersey_number',
  team: 'team_name',
  pct: 'win_pct',
}

/** Words of the longest key. */
const LONGEST = 4

/** 'FG3_PCT' -> ['fg3', 'pct']; 'contestedShots2pt' -> ['contested', 'shots', '2pt']. */
export function wordsOf(header: string): readonly string[] {
  return header
    .replace(/([a-z])(?=[A-Z0-9])/g, '$1 ')
    .replace(/([0-9])(?=[A-Z])(?=[A-Z]{2}|[A-Z][a-z])/g, '$1 ')
    .replace(/([A-Z])(?=[A-Z][a-z])/g, '$1 ')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
}

/** The column of a header or member, in the field's terms; what the glossary does not know stays, in snake case. */
export function columnNameOf(header: string): string {
  const words = wordsOf(header)
  const whole = WHOLE[words.join(' ')]
  if (whole !== undefined) return whole
  // A share of what follows: percentagePoints3pt is points_three_pointers_pct, and PCT_PTS_3PT too.
  if (words[0] === 'percentage' || (words[0] === 'pct' && words.length > 1))
    return `${inTerms(words.slice(1))}_pct`
  return inTerms(words)
}

function inTerms(words: readonly string[]): string {
  const terms: string[] = []
  for (let at = 0; at < words.length;) {
    const length = [...Array(LONGEST).keys()]
      .map((i) => LONGEST - i)
      .find((n) => at + n <= words.length && TERMS[words.slice(at, at + n).join(' ')] !== undefined)
    terms.push(TERMS[words.slice(at, at + (length ?? 1)).join(' ')] ?? words[at] ?? '')
    at += length ?? 1
  }
  const name = terms.join('_')
  return /^[a-z]/.test(name) ? name : `n_${name}`
}

/** What a doc comment says of columns that are not plain by their name. */
export function meaningOf(column: string): string | undefined {
  if (column === 'player_impact_estimate') return "The player's share of what happened in the game."
  if (column === 'minutes') return 'Minutes played.'
  if (column.endsWith('_rating')) return 'Points per 100 possessions.'
  if (/^(estimated_)?pace$/.test(column)) return 'Possessions per 48 minutes.'
  if (column === 'seconds_left') return 'Seconds left in the period.'
  if (column === 'jersey_number') return "Text: '00' and '0' are different numbers."
  return undefined
}
