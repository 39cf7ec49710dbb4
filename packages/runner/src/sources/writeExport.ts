import type { Problems } from '@siamese/core'
import { right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { writeFolderAtomically } from './atomicWrite.js'
import { exportCard, type SplitsBy } from './modelFiles/exportCard.js'
import type { Use } from './modelFiles/promptsConfig.js'
import type { JsonObject } from './modelFiles/readJson.js'
import type { TokenizerFiles } from './modelFiles/tokenizerFiles.js'
import { writtenWords } from './modelFiles/wordFiles.js'
import { writtenConfig } from './modelFiles/writtenConfig.js'
import { writtenTokenizer } from './modelFiles/writtenTokenizer.js'

export interface ExportToWrite extends Pick<Use, 'prompts' | 'defaultPromptName' | 'similarity'> {
  readonly name: string
  readonly config: JsonObject
  readonly configText?: string | undefined
  readonly tokenizer: TokenizerFiles
  readonly splitsBy: SplitsBy
  readonly maxLength: number
  /** The prompt whose tokens the pooling leaves out; empty where it leaves none out. */
  readonly leavesOut: string
  readonly files: readonly { readonly path: string; readonly content: Uint8Array }[]
}

/** No tokenizer.json leaves words out that it does not know, so words keep the files that Python and siamese read. */
const tokenizerOf = ({ splitsBy, tokenizer, maxLength }: ExportToWrite): Readonly<Record<string, string>> =>
  splitsBy === 'a word list'
    ? writtenWords({ words: tokenizer.json as JsonObject, moves: false, maxLength })
    : writtenTokenizer(tokenizer, maxLength)

/** The folder that transformers.js opens: ONNX files, the tokenizer and config.json; whole or not at all. */
export const writeExport = (folder: string, given: ExportToWrite): TaskEither<Problems, void> =>
  writeFolderAtomically(folder, async file => {
    await file('config.json', writtenConfig(given.config, given.configText))
    for (const [name, content] of Object.entries(tokenizerOf(given))) await file(name, content)
    for (const { path, content } of given.files) await file(path, [content])
    await file('README.md', exportCard(given))
    return right(undefined)
  })
