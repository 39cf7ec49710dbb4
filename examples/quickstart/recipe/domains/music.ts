import { act, comparison, domain, meeting, state, tally, timetable } from './define.js'
import { ages, anyone, meetings, prices, weights } from './everyone.js'

export const music = domain({
  name: 'music',
  people: `singer|vocalist, pianist, violinist, drummer, conductor, composer, ${anyone}`,
  places: 'at the concert hall, at the festival, in the studio, in the church, on the stage',
  acts: [
    act('play|perform|=give a performance of', 'song, sonata, waltz, symphony, march', {
      counted: true,
    }),
    act('record|=make a recording of', 'song, album, duet, symphony', { counted: true, noun: 'recording' }),
    act('buy|purchase', 'guitar, drum, flute, trumpet, violin', { counted: true, opposite: 'sell', noun: 'purchase' }),
    act('break|smash', 'guitar, violin, microphone, drum', { opposite: 'mend|repair|fix', qualities: ages }),
    act('praise|=say kind words about', 'concert, album, opera, festival', { opposite: 'criticize|=find fault with' }),
    act('attend|go to|=turn up at', 'concert, rehearsal, opera, festival', { opposite: 'miss' }),
  ],
  meetings: [...meetings, meeting('accompany|=play along with'), meeting('applaud|clap for')],
  gifts: 'guitar, flute, drum, songbook, ticket',
  steps:
    'tune the guitar, sing the song, check the microphone|test the microphone, read the music|look through the music, play the march|perform the march, thank the audience|say thank you to the audience',
  states: [
    state('music~, drum, trumpet, band', 'loud|noisy', 'quiet|soft'),
    state('concert hall, church, club', 'full', 'empty'),
    state('piano, guitar, violin, harp', 'in tune', 'out of tune', true),
    state('song, melody|tune, symphony, opera', 'famous|well known', 'unknown|obscure', true),
  ],
  comparisons: [
    comparison('guitar, violin, flute, trumpet', prices, weights, 'loud|noisy < quiet'),
    comparison(
      'singer|vocalist, drummer, pianist, conductor',
      'old < young',
      'famous|well-known < obscure',
      'tall < short',
    ),
  ],
  tallies: [
    tally('on the stage', 'the stage', 'holds|has', 'piano, drum, singer|vocalist, guitar'),
    tally('in the music shop', 'the music shop', 'has|stocks', 'guitar, flute, harp, trumpet'),
  ],
  timetables: [
    timetable('concert, opera, rehearsal, festival', ['start|begin', 'start'], ['end|finish', 'end']),
    timetable('concert hall, studio, music shop', ['open', 'opening'], ['close|shut', 'closing']),
  ],
})
