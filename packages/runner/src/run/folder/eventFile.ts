import { closeSync, openSync, writeSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { PipelineJson } from '@siamese/core'
import { tagged } from '../../report/tensorBoard/tags.js'
import { beginning, scalars, shownText, startedAgain } from '../../report/tensorBoard/tensorBoardEvent.js'
import type { Listener } from '../runEvent.js'
import { pipelineText } from './pipelineText.js'

/** What TensorBoard reads of a run, written event by event. */
export interface EventFile {
  readonly listen: Listener
  readonly close: () => Promise<void>
}

/**
 * `events.out.tfevents.SECONDS.PROCESS.siamese` in a run's folder. A run that goes on after a step begins a new file, and readers forget
 * what older ones say of later steps.
 */
export const openEventFile = async (folder: string, pipeline: PipelineJson, after = -1): Promise<EventFile> => {
  const wall = Date.now() / 1000
  const name = `events.out.tfevents.${wall.toFixed(3)}.${process.pid}.siamese`
  const again = (await readdir(folder)).some(each => each.startsWith('events.out.tfevents.'))
  const file = openSync(join(folder, name), 'a')
  const judged = new Set<string>()
  const first = again
    ? startedAgain({ wall, step: after + 1 })
    : shownText({ wall, step: 0 }, 'pipeline', pipelineText(pipeline))
  writeRecords(file, Buffer.concat([beginning(wall), first]))
  return {
    listen: async event => {
      const values = tagged(event)
      if (values === undefined || !('step' in event)) return
      const at = { wall: Date.now() / 1000, step: event.step }
      if (event.event !== 'evaluation') return writeRecords(file, scalars(at, values))
      // The model that is written may be that of an earlier step, so its numbers stand apart; they end the curve where no other does.
      const own = Object.entries(values).filter(
        ([tag]) => event.moment !== 'after' || !judged.has(`${event.step} ${tag}`),
      )
      for (const [tag] of own) judged.add(`${event.step} ${tag}`)
      const trained =
        event.moment === 'after' ? Object.entries(values).map(([tag, value]) => [`trained/${tag}`, value]) : []
      writeRecords(file, scalars(at, Object.fromEntries([...own, ...trained])))
    },
    close: async () => closeSync(file),
  }
}

/** Without leaving the thread, as lines are: handing over the few bytes of a step takes longer than writing them. */
const writeRecords = (file: number, records: Uint8Array): void => {
  for (let at = 0; at < records.byteLength; ) at += writeSync(file, records, at)
}
