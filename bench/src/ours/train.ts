// Worker: training steps of an ordinary run, tokenising and dropout included.
// {"steps": n} runs the next n steps and answers {"seconds", "steps", "pairs", "loss"} (the mean loss of these steps).
import { given } from './given.js'
import { answer } from './lines.js'
import { openedEngine } from './openedEngine.js'
import { nextRequest } from './requests.js'
import { runAside } from './runAside.js'
import { stsbPipeline } from './stsbPipeline.js'

const material = given()
const { base, threads, epochs } = material
const ready = await openedEngine(threads)

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

await runAside(stsbPipeline(material, epochs), base, threads, event => {
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

for (;;) {
  nextRequest('steps')
  answer({ error: 'no steps are left: start this worker with more --epochs' })
}
