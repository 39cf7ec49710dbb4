// Worker: from the start of the process to the end of its first training step.
// It is ready when that step is done; {"startup": 1} answers {"seconds", "imports"}: all, and until the engine was loaded.
import { given } from './given.js'
import { answer } from './lines.js'
import { openedEngine } from './openedEngine.js'
import { nextRequest } from './requests.js'
import { runAside } from './runAside.js'
import { stsbPipeline } from './stsbPipeline.js'

const material = given()
const { base, threads, since } = material
const ready = await openedEngine(threads)
const imports = Date.now() / 1000 - since

await runAside(stsbPipeline(material, 1), base, threads, event => {
  if (event.event !== 'step') return
  const seconds = Date.now() / 1000 - since
  answer(ready)
  for (;;) {
    nextRequest('startup')
    answer({ seconds, imports })
  }
})
