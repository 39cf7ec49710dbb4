import { readdir } from 'node:fs/promises'
import type { PipelineJson } from '@siamese/core'
import { tagged } from '../../report/tensorBoard/tags.js'
import { beginning, scalars, shownText, startedAgain } from '../../report/tensorBoard/tensorBoardEvent.js'
import type { RunEvent } from '../runEvent.js'
import type { HeldBack } from './heldBack.js'
import { pipelineText } from './pipelineText.js'

/**
 * `events.out.tfevents.SECONDS.PROCESS.siamese` in a run's folder. A run that goes on after a step begins a new file, and readers forget
 * what older ones say of later steps.
 */
export const openEventFile = async (
  folder: string,
  files: HeldBack,
  pipeline: PipelineJson,
  after = -1,
): Promise<(event: RunEvent, at: Date) => void> => {
  const wall = Date.now() / 1000
  const name = `events.out.tfevents.${wall.toFixed(3)}.${process.pid}.siamese`
  const again = (await readdir(folder)).some(each => each.startsWith('events.out.tfevents.'))
  const write = (records: Uint8Array) => files.add(name, records)
  const judged = new Set<string>()
  const first = again
    ? startedAgain({ wall, step: after + 1 })
    : shownText({ wall, step: 0 }, 'pipeline', pipelineText(pipeline))
  for (const each of [beginning(wall), first]) write(each)
  files.write()
  return (event, moment) => {
    const values = tagged(event)
    if (values === undefined || !('step' in event)) return
    const at = { wall: moment.getTime() / 1000, step: event.step }
    if (event.event !== 'evaluation') return write(scalars(at, values))
    // The model that is written may be that of an earlier step, so its numbers stand apart; they end the curve where no other does.
    const own = Object.entries(values).filter(
      ([tag]) => event.moment !== 'after' || !judged.has(`${event.step} ${tag}`),
    )
    for (const [tag] of own) judged.add(`${event.step} ${tag}`)
    const trained =
      event.moment === 'after' ? Object.entries(values).map(([tag, value]) => [`trained/${tag}`, value]) : []
    write(scalars(at, Object.fromEntries([...own, ...trained])))
  }
}
