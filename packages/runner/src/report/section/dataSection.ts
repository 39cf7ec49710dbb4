import type { ExplainedData } from '../../run/explain/dataFacts.js'
import { columnText, lengthSentences, splitCells, splitHead } from '../dataWords.js'
import { histogramSvg } from '../histogramSvg.js'
import { countOf } from '../numbersText.js'
import { type Section, section } from '../page/page.js'
import { definitions, figure, figures, quiet, table } from '../page/parts.js'

/** A data set: its columns, its splits, and how long their texts are. */
export const dataSection = ({ name, columns, splits }: ExplainedData): Section =>
  section(
    `Data: ${name}`,
    [
      definitions(columns.map(column => [column.name, columnText(column)] as const)),
      table([splitHead, ...splits.map(splitCells)], [0, 2]),
      ...lengthSentences(splits).map(quiet),
      figures(
        splits.flatMap(({ split, texts }) =>
          texts === undefined
            ? []
            : [
                figure(
                  `How long the texts of ${split} are`,
                  histogramSvg(texts, `Lengths of the texts of ${split}`),
                  `tokens of ${countOf(texts.texts, 'text')} of ${split} (${texts.columns.join(', ')}); the median lies in the marked bar`,
                ),
              ],
        ),
      ),
    ].join('\n'),
  )
