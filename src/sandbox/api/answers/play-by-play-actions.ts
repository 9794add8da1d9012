import type { GameEvent, Moment } from '../../league/game-event.js'
import { initialAndLast } from '../../league/names.js'
import { Rng } from '../../league/rng.js'
import type { LeagueGame, Season } from '../../league/season.js'
import { Words, type Said } from './words.js'

type Action = Readonly<Record<string, unknown>>

/** Chance that a change of players is followed by a timeout. */
const TIMEOUT = 0.06

/** Writes down a game as it is played, in the shape of stats.nba.com. */
export class PlayByPlay {
  readonly all: Action[] = []
  /** Chance of its own: what is only told decides nothing. */
  private readonly rng: Rng
  private readonly words: Words
  private number = 0

  constructor(
    private readonly season: Season,
    game: LeagueGame,
  ) {
    this.rng = new Rng(game.sheet.seed, game.id, 'told')
    this.words = new Words(season.teams, this.rng)
  }

  add(event: GameEvent, at: Moment): void {
    this.write(this.words.of(event, at), at)
    if (event.kind === 'substitution' && this.rng.chance(TIMEOUT))
      this.write(this.words.timeout(event.side), at)
  }

  private write(said: Said, at: Moment): void {
    const { side, player } = said
    const team = side && this.season.teams[side.team]
    const byTeam = said.ofTeam === true
    // As in real games numbers leave gaps; a block or steal has that of the action before.
    if (said.sameNumber !== true) this.number += this.rng.pick([1, 1, 1, 2, 3])
    this.all.push({
      actionNumber: this.number,
      clock: clock(at.clock),
      period: at.period,
      teamId: byTeam ? 0 : (team?.id ?? 0),
      teamTricode: byTeam ? '' : (team?.code ?? ''),
      personId: byTeam ? (team?.id ?? 0) : (player?.member.player.id ?? 0),
      playerName: player?.member.player.name.last ?? '',
      playerNameI: player ? initialAndLast(player.member.player.name) : '',
      xLegacy: 0,
      yLegacy: 0,
      shotDistance: 0,
      shotResult: '',
      isFieldGoal: 0,
      scoreHome: said.scored === true ? String(at.home.score) : '',
      scoreAway: said.scored === true ? String(at.away.score) : '',
      pointsTotal: said.scored === true ? at.home.score + at.away.score : 0,
      location: side ? (side === at.home ? 'h' : 'v') : '',
      description: said.text,
      actionType: said.type,
      subType: said.subType ?? '',
      videoAvailable: 1,
      shotValue: 0,
      actionId: this.all.length + 1,
      ...said.shot,
    })
  }
}

/** 700 seconds -> 'PT11M40.00S' */
const clock = (seconds: number): string =>
  `PT${String(Math.floor(seconds / 60)).padStart(2, '0')}M${String(seconds % 60).padStart(2, '0')}.00S`
