import { makeRows, splits, toJsonLines } from './rows.js'
import { tokenizerJson } from './tokenizer.js'
import { learnVocabulary } from './vocabulary.js'

/** Every file of the data folder, by name. The vocabulary is learned from the training sentences only. */
export const files = (): Readonly<Record<string, string>> => {
  const rows = makeRows()
  const texts = rows.train.flatMap(({ sentence1, sentence2 }) => [sentence1, sentence2])
  const data = splits.map(split => [`${split}.jsonl`, toJsonLines(rows[split])] as const)
  return { ...Object.fromEntries(data), 'tokenizer.json': tokenizerJson(learnVocabulary(texts)) }
}
