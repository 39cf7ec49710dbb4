import type { ExplainedColumn, Range } from '../run/explain/columns.js'
import type { ExplainedSplit, SampledLengths } from '../run/explain/dataFacts.js'
import { countText, shareText } from './numbersText.js'

/** `score<0, 5>, mapped onto 0…1`; classes in their order. */
export const columnText = ({ kind, classes, onto }: ExplainedColumn): string =>
  classes !== undefined
    ? `class: ${classes.map((name, i) => `${i} ${name}`).join(', ')}`
    : onto === undefined
      ? kind
      : `${kind}, mapped onto ${rangeText(onto)}`
const rangeText = ([least, most]: Range): string => `${least}…${most}`

const useText = ({ trained, evaluated }: ExplainedSplit): string =>
  [...(trained ? ['trained on'] : []), ...(evaluated ? ['evaluated'] : [])].join(' and ') || 'not read'

export const splitHead = ['split', 'rows', '', 'median', '95 %', 'longest', 'cut', 'empty'] as const

/** A split as cells under that head. */
export const splitCells = (split: ExplainedSplit): readonly string[] => {
  const { texts } = split
  return [
    split.split,
    split.rows === undefined ? '?' : countText(split.rows),
    useText(split),
    ...(texts === undefined
      ? ['', '', '', '', '']
      : [
          ...[texts.median, texts.most95, texts.longest].map(countText),
          shareText(texts.texts === 0 ? 0 : texts.cut / texts.texts),
          countText(texts.empty),
        ]),
  ]
}

/** What is cut off, and of what the numbers are, one sentence each. */
export const lengthSentences = (splits: readonly ExplainedSplit[]): readonly string[] =>
  splits.flatMap(({ split, rows, texts }) =>
    texts === undefined
      ? []
      : [
          ...(texts.cut === 0
            ? []
            : [
                `${split}: ${countText(texts.cut)} of ${countText(texts.texts)} texts are cut, ${countText(texts.lost)} tokens (${shareText(texts.lost / texts.tokens)}) are lost`,
              ]),
          ...(texts.rows === rows
            ? []
            : [
                `${split}: lengths are those of ${countText(texts.rows)} of ${countText(rows!)} rows, spread evenly over the split and always the same`,
              ]),
        ],
  )

/** The split whose lengths are drawn where there is room for one: what is trained on, else the first that is read. */
export const mainSplit = (
  splits: readonly ExplainedSplit[],
): (ExplainedSplit & { texts: SampledLengths }) | undefined => {
  const read = splits.filter((split): split is ExplainedSplit & { texts: SampledLengths } => split.texts !== undefined)
  return read.find(({ trained }) => trained) ?? read[0]
}
