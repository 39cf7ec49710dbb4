import type { Path } from '@siamese/core'
import { left, right } from 'fp-ts/lib/Either.js'
import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  visit,
} from 'yaml'
import type { Read, TextFault } from './written.js'
import { standsAlone, yamlSentence } from './yamlSentences.js'

/** Values that one text may repeat by aliases; a file of a few lines could otherwise become gigabytes. */
const mostAliases = 100

/** YAML 1.2 as data: what JSON can say, with anchors and aliases; nothing is merged, made or executed. Every key has its place. */
export const readYamlText = (text: string): Read => {
  try {
    const document = parseDocument(text, reading)
    const faults = [...syntaxFaults(document), ...strangeParts(document)]
    if (faults.length > 0) return left(faults)
    const json = document.toJS({ maxAliasCount: mostAliases }) as unknown
    return right({ json, at: path => placeIn(document, path) })
  } catch (error) {
    if (error instanceof ReferenceError)
      return left([
        { sentence: `the pipeline repeats more than ${mostAliases} values by aliases: write them out`, at: 0 },
      ])
    if (error instanceof RangeError) return left([{ sentence: 'the pipeline is nested too deep to be read', at: 0 }])
    throw error
  }
}
const reading = {
  schema: 'core',
  stringKeys: true,
  resolveKnownTags: false,
  prettyErrors: false,
  logLevel: 'error',
} as const

/** One mistake makes others behind it: only the first, beside those that stand for themselves. */
const syntaxFaults = ({ errors, warnings }: Document): readonly TextFault[] => {
  const first = errors.find(({ code }) => !standsAlone(code))
  return [...errors, ...warnings]
    .filter(error => error === first || (first === undefined && standsAlone(error.code)))
    .map(error => ({ sentence: yamlSentence(error), at: error.pos[0] }))
}

/** What YAML allows and a pipeline does not need. */
const strangeParts = (document: Document): readonly TextFault[] => {
  const faults: TextFault[] = []
  const refuse = (sentence: string, node: unknown) => faults.push({ sentence, at: start(node) ?? 0 })
  const { version } = document.directives?.yaml ?? {}
  if (version !== undefined && version !== '1.2')
    refuse(`the pipeline says %YAML ${version}: leave it out, YAML here is 1.2`, null)
  visit(document, {
    Pair: (_, { key }) => {
      if (isScalar(key) && key.value === '<<' && key.type === 'PLAIN')
        refuse('<< is not read: write the keys out, or use an alias (*name) for a whole value', key)
    },
    Scalar: (_, node) => {
      if (typeof node.value === 'number' && !Number.isFinite(node.value))
        refuse(`${node.source ?? node.value} is a number that JSON cannot hold: write a finite one`, node)
    },
    Alias: (_, node, ancestors) => {
      const named = node.resolve(document)
      if (named === undefined)
        refuse(`*${node.source} has no &${node.source} before it: name an anchor that is there`, node)
      else if (ancestors.includes(named)) refuse(`&${node.source} contains itself: write the value out`, node)
    },
  })
  return faults
}

/** Where a path leads, or as far as it leads: at a key, or at an item of a list. */
const placeIn = (document: Document, path: Path): number => {
  let node: unknown = document.contents
  let at = start(node) ?? 0
  for (const key of path) {
    if (isAlias(node)) node = (node as Alias).resolve(document)
    if (isMap(node)) {
      const pair = node.items.find(item => isPair(item) && isScalar(item.key) && String(item.key.value) === String(key))
      if (pair === undefined) break
      at = start(pair.key) ?? at
      node = pair.value
    } else if (isSeq(node)) {
      const item = node.items[Number(key)]
      if (item === undefined) break
      at = start(item) ?? at
      node = item
    } else break
  }
  return at
}

const start = (node: unknown): number | undefined => (node as Node | null)?.range?.[0]
