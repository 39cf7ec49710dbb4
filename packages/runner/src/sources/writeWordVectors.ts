import { type Problems, unlimited, type WordList } from '@siamese/core'
import { right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { writeFolderAtomically } from './atomicWrite.js'
import { jsonFileText } from './jsonFileText.js'
import { wordTable } from './modelFiles/tableWeights.js'
import { writtenWords } from './modelFiles/wordFiles.js'
import { writtenModules } from './modelFiles/writtenModules.js'
import { safetensorsBytes } from './safetensorsWrite.js'
import type { WordVectors } from './wordVectors.js'

export interface WordModel {
  readonly stopWords: readonly string[]
  /** Whether texts are lower-cased before their words are looked up. */
  readonly lowerCase: boolean
  /** Whether training moves the vectors. */
  readonly moves: boolean
  /** A weight for each word, in the order of the vectors: their mean becomes a weighted one. */
  readonly weights?: Float32Array | undefined
}

/** Word vectors as a model folder of sentence-transformers: their mean, the baseline of Reimers & Gurevych 2019, § 4. */
export const writeWordVectors = (
  folder: string,
  { words, width, values }: WordVectors,
  { stopWords, lowerCase, moves, weights }: WordModel,
): TaskEither<Problems, void> =>
  writeFolderAtomically(folder, async file => {
    const path = '0_WordEmbeddings'
    const list: WordList = { vocab: [...words], stop_words: [...stopWords], do_lower_case: lowerCase }
    const ofWords = weights && {
      'emb_layer.weight': { shape: [words.length, 1], dtype: 'F32' as const, values: weights },
    }
    const stages = [...(ofWords ? [{ stage: 'pool.wordWeights' }] : []), { stage: 'pool.mean', prompt: 'included' }]
    const after = writtenModules({
      modules: stages,
      widths: [width, ...stages.map(() => width)],
      encoder: { layers: 0, words: () => words },
      moduleWeights: ofWords ? [new Map(Object.entries(ofWords)), new Map()] : [new Map()],
    })
    for (const [name, text] of Object.entries(writtenWords({ words: { ...list }, moves, maxLength: unlimited })))
      await file(`${path}/${name}`, text)
    const tensors = new Map([[wordTable, { shape: [words.length, width], values }]])
    await file(`${path}/model.safetensors`, safetensorsBytes(tensors))
    const encoder = { path, type: 'sentence_transformers.sentence_transformer.modules.word_embeddings.WordEmbeddings' }
    const modules = [encoder, ...after].map(({ path, type }, idx) => ({ idx, name: String(idx), path, type }))
    await file('modules.json', jsonFileText(modules))
    for (const { path, config } of after) await file(`${path}/config.json`, jsonFileText(config))
    if (ofWords) await file(`${after[0]!.path}/model.safetensors`, safetensorsBytes(new Map(Object.entries(ofWords))))
    return right(undefined)
  })
