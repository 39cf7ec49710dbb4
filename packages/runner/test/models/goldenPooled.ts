import { noDropout } from '@siamese/core'
import { embed } from '../../src/encode/sentenceEncoder.js'
import { declaredStages } from '../../src/encode/stages.js'
import { type PoolingMode, poolingStages } from '../../src/sources/modelFiles/poolingConfig.js'
import type { Case, Way } from './goldenCases.js'
import { type Batch, computed, openGolden, orFail, packedBatch } from './goldenModel.js'

/** Each pooling, or several side by side (`cls+max`), over one padded batch; a prompt in front is left out where `,include_prompt=false`. */
export const pooledEach = (
  path: string,
  batch: Batch,
  prompt: number,
  values: Readonly<Record<string, unknown>>,
): readonly Case<[Way]>[] =>
  Object.entries(values).map(([name, expected]) => ({
    name: `${path}/${name}`,
    run: async way => {
      const { model, sentenceEncoder, weights } = await openGolden(path.split('/').slice(0, 2).join('/'))
      const { pooling } = orFail(declaredStages(path, [stageOf(name)], model.encoder.facts))
      const texts = packedBatch(batch, model.tokenizer.pad, prompt)
      const found = computed(way, weights(), texts, (weights, texts) =>
        embed({ ...sentenceEncoder, pooling, modules: [] }, weights, texts, noDropout),
      )
      return [{ what: name, found: found.dataSync(), expected, within: 1e-5 }]
    },
  }))

const stageOf = (name: string) => {
  const [modes = '', included] = name.split(',include_prompt=')
  const prompt = included === 'false' ? 'excluded' : 'included'
  const of = modes.split('+').map(mode => ({ stage: poolingStages[mode as PoolingMode] ?? mode, prompt }))
  return of.length === 1 ? of[0]! : { stage: 'pool.concatenate', of }
}
