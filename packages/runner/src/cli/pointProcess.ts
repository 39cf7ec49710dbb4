// A point of a sweep in a process of its own: an engine belongs to one, and so does what its operations leave behind.
import { experimentFromJson, isSweep } from '@siamese/core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { writtenEstimate } from '../run/estimate/estimateFile.js'
import type { RunEvent } from '../run/runEvent.js'
import type { FromPoint, PointTask, ToPoint } from '../run/sweep/pointMessages.js'
import { runPoint } from '../run/sweep/runPoint.js'
import { vocabulary } from '../vocabulary.js'
import { stagesWith } from './knownStages.js'

const tell = (message: FromPoint): Promise<void> =>
  new Promise(done => (process.connected ? process.send!(message, undefined, undefined, () => done()) : done()))

const controller = new AbortController()
let goOn = () => {}
const waitForMemory = (bytes: number | undefined): Promise<void> =>
  new Promise(done => {
    goOn = done
    if (controller.signal.aborted) done()
    else void tell({ from: 'memory', bytes })
  })
const stop = () => {
  controller.abort()
  goOn()
}

// The one who started this asks it to stop, also where a signal reaches both; without that one it keeps a checkpoint and ends.
process.on('SIGINT', () => {})
process.on('SIGTERM', stop)
process.on('disconnect', stop)
process.on('message', (message: ToPoint) => {
  if (message.to === 'stop') stop()
  else if (message.to === 'go on') goOn()
  else
    void run(message)
      .catch(error => tell({ from: 'fault', text: String(error?.stack ?? error) }))
      .then(() => process.exit(0))
})

const run = async ({ point, modules, options }: PointTask): Promise<void> => {
  const own = await stagesWith(modules)
  if (isLeft(own)) return tell({ from: 'refusal', problems: own.left })
  const read = experimentFromJson([...vocabulary, ...own.right], point)
  if (isLeft(read)) return tell({ from: 'refusal', problems: read.left })
  if (isSweep(read.right)) throw new Error('internal: a point is no sweep')
  const { listen } = gated()
  const ended = await runPoint(read.right, { ...options, stages: own.right, report: listen, signal: controller.signal })
  return tell(isLeft(ended) ? { from: 'refusal', problems: ended.left } : { from: 'end', metrics: ended.right })
}

/** Passes events on; between what a run opens and what it computes it waits for its memory, once for each run. */
const gated = () => {
  let folder: string | undefined
  let waits = false
  const listen = async (event: RunEvent): Promise<void> => {
    await tell({ from: 'event', event })
    if (event.event === 'started') {
      folder = event.folder
      waits = true
      return
    }
    if (!waits || !(event.event === 'estimated' || computes.has(event.event))) return
    waits = false
    const estimate = event.event === 'estimated' ? event.estimate : folder && (await writtenEstimate(folder))
    await waitForMemory(estimate ? estimate.memory?.peak : undefined)
  }
  return { listen }
}
const computes: ReadonlySet<RunEvent['event']> = new Set([
  'encoding',
  'evaluating',
  'evaluation',
  'begun',
  'resumed',
  'step',
])
