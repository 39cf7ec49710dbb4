import { bagOfWordsSpearman } from './bagOfWords.js'
import { makeRows, splits } from './rows.js'
import { kindNames } from './scores.js'

/** Prints what a bag of words reaches, and the pairs of each kind: `node --import tsx examples/quickstart/recipe/baseline.ts` */
const rows = makeRows()
for (const split of splits)
  console.log(
    `${split.padEnd(6)} ${String(rows[split].length).padStart(5)} pairs, Spearman ${bagOfWordsSpearman(rows[split]).toFixed(3)}`,
  )
for (const kind of kindNames)
  console.log(
    kind.padEnd(15),
    ...splits.map(split => String(rows[split].filter(row => row.kind === kind).length).padStart(5)),
  )
