import { domains } from '../domains/index.js'
import type { Random } from '../random.js'
import { drawAct } from './act.js'
import { drawComparison } from './comparison.js'
import { drawGift } from './gift.js'
import type { Scene } from './scene.js'
import { drawSequence } from './sequence.js'
import { drawState } from './state.js'
import { drawTally } from './tally.js'
import { drawTimetable } from './timetable.js'
import { drawWeather } from './weather.js'

/** A scene of any family, from any domain; the chances follow how many different scenes a family has. */
export const drawScene = (random: Random): Scene => {
  if (random.chance(0.03)) return drawWeather(random)
  const domain = random.pick(domains)
  const way = random.next()
  if (way < 0.42) return drawAct(domain, domain.acts, random)
  if (way < 0.6) return drawAct(domain, domain.meetings, random)
  if (way < 0.69 && domain.gifts.length > 0) return drawGift(domain, random)
  if (way < 0.77 && domain.steps.length > 0) return drawSequence(domain, random)
  if (way < 0.83 && domain.timetables.length > 0) return drawTimetable(domain, random)
  if (way < 0.89) return drawComparison(domain, random)
  if (way < 0.94) return drawTally(domain, random)
  return drawState(domain, random)
}
