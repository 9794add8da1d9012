import { FIRST_SEASON_YEAR } from '../../season/season.js'
import { seasonList } from '../kit/body-list.js'
import { cell } from '../kit/cells.js'
import { ofItsGame } from '../kit/of-its-game.js'

const MEDIA = ['Tv', 'Radio', 'Ott'].flatMap((media) =>
  ['national', 'home', 'away', 'intl'].map((scope) => `${scope}${media}Broadcasters`),
)

/**
 * Who broadcasts a game: stats.nba.com scheduleleaguev2 - the answer that the games brought, not asked for again. An
 * answer without broadcasters, as those of former seasons may be, removes none.
 */
export default seasonList('game_broadcasters', {
  title: 'who broadcasts each game',
  group: 'league',
  endpoint: 'scheduleleaguev2',
  list: `leagueSchedule.gameDates[].games[].broadcasters?.${MEDIA.join('|')}?`,
  names: 'leagueSchedule.seasonYear',
  params: ({ season }) => ({ LeagueID: '00', Season: season }),
  since: FIRST_SEASON_YEAR,
  needs: ['games'],
  emptyIsAnAnswer: true,
  leftOut: {
    'the games have them': [
      'leagueSchedule.gameDates[].game*',
      'leagueSchedule.weeks',
      'leagueSchedule.leagueId',
    ],
    'the broadcasters of the games are all': ['leagueSchedule.broadcasterList'],
  },
  table: 'game_broadcasters',
  key: ['game_id', 'broadcaster_id', 'scope', 'media'],
  completes: [],
  fields: [
    [cell.gameId, { game_id: '^.^.gameId' }],
    [cell.id, { broadcaster_id: 'broadcasterId' }],
    [cell.keyText, { scope: 'broadcasterScope', media: 'broadcasterMedia' }],
    [cell.textOrNull, { name: 'broadcasterDisplay', abbreviation: 'broadcasterAbbreviation' }],
    [
      cell.textOrNull,
      { tape_delay_comments: 'tapeDelayComments', video_link: 'broadcasterVideoLink' },
      'optional',
    ],
    [cell.count, { region_id: 'regionId' }, 'optional'],
    [cell.idOrNone, { team_id: 'broadcasterTeamId' }, 'optional'],
  ],
  judge: ofItsGame(({ game_id: id }) => `gameId ${id}`),
})
