import { act, comparison, domain, meeting, state, tally, timetable } from './define.js'
import { anyone, meetings, weights } from './everyone.js'

export const sports = domain({
  name: 'sports',
  people: `goalkeeper|goalie, coach|trainer, referee, captain, runner, champion, ${anyone}`,
  places: 'in the stadium, in the gym, on the field, at the club',
  acts: [
    act('throw|toss', 'ball, stone|rock, disc, javelin', { opposite: 'catch' }),
    act('win', 'match|game, race, final~, trophy, medal', { opposite: 'lose' }),
    act('watch|=keep an eye on', 'match|game, race, final~, tournament'),
    act('score|=get', 'goal, point', { counted: true }),
    act('save|stop', 'penalty, shot', { counted: true }),
    act('join|=become a member of', 'club, team', { opposite: 'leave|quit' }),
    act('lift|raise', 'weight, flag, trophy, barrier', { opposite: 'lower|=let down' }),
  ],
  meetings: [...meetings, meeting('beat|defeat'), meeting('overtake|=get ahead of'), meeting('push|shove')],
  gifts: 'ball, racket, trophy, helmet, whistle',
  steps:
    'stretch the muscles, lift the weights|raise the weights, swim ten lengths, run a lap, drink a glass of water, change the shoes',
  states: [
    state('player, runner, coach|trainer, captain', 'tired|exhausted', 'rested|fresh'),
    state('stadium, gym, pool', 'full', 'empty'),
    state('gym, pool, club', 'open', 'closed|shut', true),
  ],
  comparisons: [
    comparison('runner, coach|trainer, captain, referee', 'fast|quick < slow', 'strong < weak', 'tall < short'),
    comparison('ball, racket, helmet, bat', weights, 'expensive|costly < cheap', 'big|large < small'),
  ],
  tallies: [
    tally('in the gym', 'the gym', 'has|contains', 'ball, bench, mat, rope'),
    tally('in the cupboard', 'the cupboard', 'contains|holds', 'trophy, medal, racket, helmet'),
  ],
  timetables: [
    timetable('match|game, race, final~, training session', ['start|begin|get going', 'start'], ['end|finish', 'end']),
    timetable('gym, pool, club', ['open', 'opening'], ['close|shut', 'closing']),
  ],
})
