// Worker: from a checked pipeline to the end of its first training step; the run opens the engine.
// It is ready when that step is done; {"startup": 1} answers {"seconds", "run"}: from the start of the process, and of the run.
import { version } from '@siamese/runner'
import { given } from './given.js'
import { answer } from './lines.js'
import { nextRequest } from './requests.js'
import { runAside } from './runAside.js'
import { trainingPipeline } from './trainingPipeline.js'

const asked = given()
const { base, threads, since } = asked
const pipeline = trainingPipeline({ ...asked, epochs: 1 })
const checked = Date.now() / 1000

await runAside(pipeline, base, threads, ({ event }) => {
  if (event !== 'step') return
  const now = Date.now() / 1000
  answer({ ready: true, threads, versions: { siamese: version } })
  for (;;) {
    nextRequest('startup')
    answer({ seconds: now - since, run: now - checked })
  }
})
