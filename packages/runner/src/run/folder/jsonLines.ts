import { truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { isLeft } from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { decodeJson, readOptionalText } from '../../sources/modelFiles/readJson.js'
import { manifestFile } from './manifest.js'
import { isLater } from './versioned.js'

/** A file of a run's folder that has a JSON value on each line, in the form of the manifest's version. */
export interface JsonLines<A> {
  readonly name: string
  readonly codec: t.Type<A, unknown>
}

/** The lines that can be read, and a sentence for what of the file cannot. */
export interface ReadLines<A> {
  readonly lines: readonly A[]
  readonly said: readonly string[]
}

export const lineOf = (value: object): string => `${JSON.stringify(value)}\n`

/**
 * Every whole line of a file; one that is cut or broken is left out, and said. A file that is not there has none, and of a run that a
 * later version began no line is read.
 */
export const readLines = async <A>({ name, codec }: JsonLines<A>, folder: string): Promise<ReadLines<A>> => {
  const later = await isLater(manifestFile, folder)
  if (later !== undefined) return { lines: [], said: [`${later}; ${name} is not read`] }
  const read = await readOptionalText(folder, name)()
  if (isLeft(read)) return { lines: [], said: read.left.map(({ sentence }) => sentence) }
  const texts = (read.right ?? '').split('\n')
  const cut = texts.pop() ?? ''
  const lines: A[] = []
  const broken: string[] = []
  for (const [index, text] of texts.entries()) {
    const line = decodeJson(codec, text, `line ${index + 1} of ${name}`)
    if (isLeft(line)) broken.push(line.left[0]!.sentence)
    else lines.push(line.right)
  }
  return { lines, said: [...leftOut(broken), ...(cut === '' ? [] : [cutLine(name, texts.length + 1)])] }
}

/** Takes away the end of a line that a process was killed in the midst of, so that the next begins a line. */
export const withoutCutLine = async (name: string, folder: string): Promise<void> => {
  const read = await readOptionalText(folder, name)()
  const text = isLeft(read) ? '' : (read.right ?? '')
  if (text === '' || text.endsWith('\n')) return
  await truncate(join(folder, name), Buffer.byteLength(text.slice(0, text.lastIndexOf('\n') + 1)))
}

const leftOut = (broken: readonly string[]): readonly string[] => {
  const [first] = broken
  if (first === undefined) return []
  const more = broken.length === 1 ? '' : ` and ${broken.length - 1} more`
  return [`${first.replace(/\.$/, '')}: the line is left out${more}`]
}

const cutLine = (name: string, line: number): string =>
  `line ${line} of ${name} is cut, as by a process that was killed: it is left out`
