import type { GameEvent, GameState } from '../../league/game-event.js'
import { initialAndLast } from '../../league/names.js'
import { Rng } from '../../league/rng.js'
import type { LeagueGame, Season } from '../../league/season.js'
import { ActionTexts, type ActionContent } from './action-texts.js'

type Action = Readonly<Record<string, unknown>>

/** Chance that a timeout follows a substitution. */
const TIMEOUT_CHANCE = 0.06

/** Records a game's events as actions in the shape of stats.nba.com. */
export class PlayByPlay {
  readonly all: Action[] = []
  /** Separate from the game's generator, so that recording a game does not change how it ends. */
  private readonly rng: Rng
  private readonly words: ActionTexts
  private number = 0

  constructor(
    private readonly season: Season,
    game: LeagueGame,
  ) {
    this.rng = new Rng(game.sheet.seed, game.id, 'told')
    this.words = new ActionTexts(season.teams, this.rng)
  }

  add(event: GameEvent, at: GameState): void {
    this.write(this.words.of(event, at), at)
    if (event.kind === 'substitution' && this.rng.chance(TIMEOUT_CHANCE))
      this.write(this.words.timeout(event.side), at)
  }

  private write(content: ActionContent, at: GameState): void {
    const { side, player } = content
    const team = side && this.season.teams[side.team]
    const byTeam = content.ofTeam === true
    // Like in real games, the numbers have gaps, and a block or a steal shares the number of the action before it.
    if (content.sameNumber !== true) this.number += this.rng.pick([1, 1, 1, 2, 3])
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
      scoreHome: content.scored === true ? String(at.home.score) : '',
      scoreAway: content.scored === true ? String(at.away.score) : '',
      pointsTotal: content.scored === true ? at.home.score + at.away.score : 0,
      location: side ? (side === at.home ? 'h' : 'v') : '',
      description: content.text,
      actionType: content.type,
      subType: content.subType ?? '',
      videoAvailable: 1,
      shotValue: 0,
      actionId: this.all.length + 1,
      ...content.shot,
    })
  }
}

/** 700 seconds -> 'PT11M40.00S' */
const clock = (seconds: number): string =>
  `PT${String(Math.floor(seconds / 60)).padStart(2, '0')}M${String(seconds % 60).padStart(2, '0')}.00S`
