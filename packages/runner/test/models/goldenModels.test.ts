// Every model folder of the reference: hidden states, poolings, vectors and gradients, on every engine, eager and compiled. Its
// tokenizers are in goldenTokenizer.test.ts, the options of encode and prompts in goldenEncode.test.ts.
import { existsSync } from 'node:fs'
import { suite } from 'uvu'
import { golden, goldenFile, goldenNames, hasGolden } from './golden.js'
import { testCases } from './goldenCases.js'
import { encodings } from './goldenEncodings.js'
import { hiddenStates } from './goldenHiddenStates.js'
import { parameterGradients } from './goldenParameters.js'
import { pooledEach } from './goldenPooled.js'

const test = suite('models of the reference')
const names = hasGolden('models of the reference', 'models') ? goldenNames('models') : []

testCases(
  test,
  names.flatMap(name => {
    const path = `models/${name}`
    const expected = golden(`${path}/expected.json`)
    const { tokenization, sentence_embeddings, pooling_with_prompt: prompted } = expected
    return [
      ...hiddenStates(path, expected),
      ...pooledEach(`${path}/sentence_embeddings`, tokenization?.padded_batch, 0, sentence_embeddings ?? {}),
      ...(prompted === undefined
        ? []
        : pooledEach(`${path}/pooling_with_prompt`, prompted, prompted.prompt_length, prompted.sentence_embeddings)),
      ...encodings(path, expected),
      ...(existsSync(goldenFile(`${path}/gradients.json`))
        ? parameterGradients(path, golden(`${path}/gradients.json`))
        : []),
    ]
  }),
)

test.run()
