// Worker: sentences to embeddings as a user of the library makes them, tokenising included.
// {"sentences": n} encodes the next n sentences and answers {"seconds", "sentences"}.
import { load } from '@siamese/runner'
import { given } from './given.js'
import { answer } from './lines.js'
import { openedEngine } from './openedEngine.js'
import { nextRequest } from './requests.js'
import { sentencesOf } from './sentencesOf.js'

const { model, data, base, threads, batchSize } = given()
const ready = await openedEngine(threads)
const encoder = await load(model, { base, threads })
const sentences = await sentencesOf(data, base)
answer(ready)

let next = 0
for (;;) {
  const count = nextRequest('sentences')
  const texts = Array.from({ length: count }, () => sentences[next++ % sentences.length]!)
  const start = performance.now()
  await encoder.encode(texts, { batchSize })
  answer({ seconds: (performance.now() - start) / 1000, sentences: count })
}
