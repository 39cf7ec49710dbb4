// Worker: training steps of an ordinary run, tokenising and dropout included.
// {"steps": n} runs the next n steps and answers {"seconds", "steps", "pairs", "loss"} (rows, and the mean loss of these steps).
import { given } from './given.js'
import { answer } from './lines.js'
import { openedEngine } from './openedEngine.js'
import { nextRequest } from './requests.js'
import { runAside } from './runAside.js'
import { trainingPipeline } from './trainingPipeline.js'
import { needsBf16, refusedBf16 } from './unavailable.js'

const asked = given()
const { base, threads, precision } = asked
const { ready, facts } = await openedEngine(threads)
needsBf16(precision, facts)

let left = 0
let start = 0
let losses: number[] = []
let pairs = 0

/** The run stands still in here: it computes only while a request is open. */
const wait = (): void => {
  left = nextRequest('steps')
  losses = []
  pairs = 0
  start = performance.now()
}
const report = (): void =>
  answer({
    seconds: (performance.now() - start) / 1000,
    steps: losses.length,
    pairs,
    loss: losses.reduce((sum, each) => sum + each, 0) / losses.length,
  })

try {
  await runAside(trainingPipeline(asked), base, threads, event => {
    if (event.event === 'started') {
      answer(ready)
      wait()
    }
    if (event.event !== 'step') return
    losses.push(event.loss)
    pairs += event.rows
    if (--left > 0 && event.step < event.total) return
    report()
    if (event.step < event.total) wait()
  })
} catch (error) {
  refusedBf16(precision, error)
  throw error
}

for (;;) {
  nextRequest('steps')
  answer({ error: 'no steps are left: start this worker with more --epochs' })
}
