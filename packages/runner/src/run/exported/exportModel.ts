import { type Model, type Problems, problem, type Route } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { asProblems } from '../../asPromise.js'
import { uncompiled } from '../../compute/uncompiled.js'
import { type EncoderOptions, type OpenedEncoder, openEncoder } from '../../encode/openEncoder.js'
import { ownShapes, weighing } from '../../encode/placed.js'
import { promptText } from '../../encode/promptText.js'
import { promptTokens } from '../../encode/promptTokens.js'
import { encoderBy, type TokensEncoder } from '../../encode/sentenceEncoder.js'
import { isUncomputable } from '../../graph/inStage.js'
import { onnxGraph } from '../../graph/onnx/onnxGraph.js'
import { onnxModel } from '../../graph/onnx/onnxModel.js'
import { paddedTexts } from '../../graph/onnx/paddedTexts.js'
import type { Weight } from '../../graph/onnx/weightForm.js'
import { type WeightFormName, weightForms } from '../../graph/onnx/weightForms.js'
import { modelOf } from '../../model/joinedRoutes.js'
import type { ModelContext } from '../../model/openModel.js'
import { writeExport } from '../../sources/writeExport.js'
import { version } from '../../version.js'
import { onnxEntry } from './onnxEntry.js'

export interface ExportOptions extends EncoderOptions, ModelContext {
  /** A new folder. */
  readonly out: string
  /** How the weights lie in the files, a file each. */
  readonly forms: readonly WeightFormName[]
  /** What is put in front of every text: where the pooling leaves prompts out, the files count so many tokens. */
  readonly prompt?: string
  /** One of the model's own prompts; its default one when neither is written. */
  readonly promptName?: string
  /** What the texts are, of a model that encodes queries and documents apart: an export has one way. */
  readonly as?: Route
}
export interface Exported {
  readonly width: number
  readonly files: readonly ExportedFile[]
  readonly encoder: OpenedEncoder
}
export interface ExportedFile {
  readonly form: WeightFormName
  /** In the folder. */
  readonly path: string
  readonly bytes: number
}

/**
 * Why: A file of ONNX computes one thing, and a model with a router encodes queries and documents apart.
 * Cure: Export it twice, `--as query` and `--as document`, into two folders.
 * Types: Whether a model has a router is read with its files.
 */
const twoWays = (name: string): string =>
  `export: ${name} encodes queries and documents apart: write --as query or --as document (as: 'query'), a folder each`

const byRoute = (opened: OpenedEncoder, as: Route | undefined): Either<Problems, OpenedEncoder> => {
  const { router, ...usual } = opened.sentenceEncoder
  if (router === undefined) return right(opened)
  if (as === undefined) return left([problem(twoWays(opened.name))])
  return right({
    ...opened,
    model: modelOf<OpenedEncoder['model']>(opened.model, as),
    sentenceEncoder: { ...usual, ...encoderBy<TokensEncoder>(usual, as), ...router.ways[as] },
  })
}

/** As transformers.js looks for them by its `dtype`: fp32, fp16, q8. */
const paths: Readonly<Record<WeightFormName, string>> = {
  float32: 'onnx/model.onnx',
  float16: 'onnx/model_fp16.onnx',
  int8: 'onnx/model_quantized.onnx',
}

/**
 * A model as ONNX files with everything that it declares inside: ids and mask in, `sentence_embedding` and `token_embeddings` out; its
 * tokenizer and configuration beside them. A stage that has no form in ONNX is said before anything is written.
 */
export const exportModel =
  (model: string | Model, options: ExportOptions): TaskEither<Problems, Exported> =>
  async () => {
    const whole = await openEncoder(model, options, options)()
    if (isLeft(whole)) return whole
    const opened = byRoute(whole.right, options.as)
    if (isLeft(opened)) return opened
    const { name, model: read, sentenceEncoder } = opened.right
    const before = await asProblems(async () => options.prompt ?? promptText(read, options.promptName))
    if (isLeft(before)) return before
    const weights = storedWeights(opened.right)
    const graph = traced(opened.right, weights)
    if (isLeft(graph)) return graph
    const files: { readonly form: WeightFormName; readonly path: string; readonly content: Uint8Array }[] = []
    for (const form of options.forms) {
      const made = onnxGraph(
        graph.right,
        paddedTexts(promptTokens(read.tokenizer, before.right, sentenceEncoder.maxLength)),
        [
          { name: 'sentence_embedding', type: 'float32', shape: ['batch', sentenceEncoder.width] },
          { name: 'token_embeddings', type: 'float32', shape: ['batch', 'sequence', read.encoder.facts.hidden] },
        ],
        each => weights.get(each)!,
        weightForms[form],
      )
      if (isLeft(made)) return made
      files.push({ form, path: paths[form], content: onnxModel(made.right, `siamese ${version}`) })
    }
    const written = await writeExport(options.out, {
      ...read,
      name,
      tokenizer: read.tokenizerFiles,
      splitsBy: read.encoder.architecture === 'word-vectors' ? 'a word list' : 'tokenizer.json',
      maxLength: sentenceEncoder.maxLength,
      leavesOut: sentenceEncoder.pooling.settings.prompt === 'excluded' ? before.right : '',
      files,
    })()
    if (isLeft(written)) return written
    return right({
      width: sentenceEncoder.width,
      encoder: opened.right,
      files: files.map(({ content, ...file }) => ({ ...file, bytes: content.byteLength })),
    })
  }

/** Every tensor that the graph reads, by the name of its variable. */
const storedWeights = ({ model, sentenceEncoder }: OpenedEncoder): ReadonlyMap<string, Weight> => {
  const ofModules = weighing(sentenceEncoder).flatMap(module =>
    Object.keys(ownShapes(module)).map(
      name => [`${module.parameters}.${name}`, model.moduleWeights.get(module.parameters)!.get(name)!] as const,
    ),
  )
  return new Map([...model.weights, ...ofModules].map(([name, stored]) => [name, { name, ...stored }]))
}

const traced = (
  { sentenceEncoder }: OpenedEncoder,
  weights: ReadonlyMap<string, Weight>,
): Either<Problems, ReturnType<typeof onnxEntry>> => {
  try {
    return right(
      onnxEntry(
        sentenceEncoder,
        Object.fromEntries([...weights].map(([name, { shape }]) => [name, { shape }])) as never,
      ),
    )
  } catch (error) {
    if (!isUncomputable(error)) throw error
    return left([uncompiled(error)])
  }
}
