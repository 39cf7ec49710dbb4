// Worker: sentences to embeddings as a user of the library makes them, tokenising included.
// {"sentences": n} encodes n sentences, every k-th of all, and answers {"seconds", "sentences", "sum"}.
import { type LoadedEncoder, load } from '@siamese/runner'
import { asked, given } from './given.js'
import { answer } from './lines.js'
import { openedEngine } from './openedEngine.js'
import { nextRequest } from './requests.js'
import { sentencesOf } from './sentencesOf.js'
import { needsBf16, refusedBf16, unavailable } from './unavailable.js'

const { model, data, base, threads, precision } = given()
const { ready, facts } = await openedEngine(threads)
needsBf16(precision, facts)

const loaded = async (): Promise<LoadedEncoder> => {
  try {
    return await load(model, { base, threads, ...asked(precision) })
  } catch (error) {
    refusedBf16(precision, error)
    throw error
  }
}
const encoder = await loaded()
const sentences = await sentencesOf(data, base)

// Where the setting is not known, the numbers are those of float32 to the last bit.
if (precision === 'bf16') {
  const exact = await load(model, { base, threads })
  const [mine, theirs] = [await encoder.encode(sentences.slice(0, 8)), await exact.encode(sentences.slice(0, 8))]
  exact.dispose()
  if (mine.every((vector, i) => vector.every((x, j) => x === theirs[i]![j])))
    unavailable('load takes no precision: bf16 gives the numbers of f32 to the last bit')
}
answer(ready)

for (let turn = 0; ; turn++) {
  const count = nextRequest('sentences')
  const apart = Math.max(1, Math.floor(sentences.length / count))
  const texts = Array.from({ length: count }, (_, i) => sentences[((turn % apart) + i * apart) % sentences.length]!)
  const start = performance.now()
  const embeddings = await encoder.encode(texts)
  const seconds = (performance.now() - start) / 1000
  const sum = embeddings.reduce((total, vector) => vector.reduce((all, x) => all + x, total), 0)
  answer({ seconds, sentences: count, sum })
}
