import { type Problem, problem, type Tokenizer } from '@siamese/core'
import { type Either, left, right } from 'fp-ts/lib/Either.js'

/** An exported file, run by onnxruntime. */
export interface OnnxSession {
  /** Sentence embeddings of one batch, `[texts, width]` row by row. */
  readonly encode: (texts: readonly string[]) => Promise<Float32Array>
  readonly close: () => Promise<void>
}

export type OnnxRuntime = typeof import('onnxruntime-node')

/** onnxruntime-node, which is not installed with siamese. */
export const onnxRuntime = async (): Promise<Either<Problem, OnnxRuntime>> => {
  const found = await import('onnxruntime-node').catch(() => undefined)
  return found === undefined
    ? left(problem('--measure needs onnxruntime-node, which is not installed: run npm install onnxruntime-node'))
    : right(found.default)
}

export const openOnnx = async (
  { InferenceSession, Tensor }: OnnxRuntime,
  file: string,
  tokenizer: Pick<Tokenizer, 'encode' | 'pad'>,
  maxLength: number,
): Promise<OnnxSession> => {
  const session = await InferenceSession.create(file)
  return {
    encode: async texts => {
      const ids = texts.map(text => tokenizer.encode(text, maxLength).ids)
      const length = Math.max(...ids.map(row => row.length))
      const laid = (of: (row: readonly number[], place: number) => number) =>
        new Tensor(
          'int64',
          BigInt64Array.from(ids.flatMap(row => Array.from({ length }, (_, place) => BigInt(of(row, place))))),
          [texts.length, length],
        )
      const { sentence_embedding } = await session.run({
        input_ids: laid((row, place) => row[place] ?? tokenizer.pad),
        attention_mask: laid((row, place) => (place < row.length ? 1 : 0)),
      })
      return sentence_embedding!.data as Float32Array
    },
    close: () => session.release(),
  }
}
