import type { ByRoute } from '../../byRoute.js'
import { countText } from '../../countOf.js'

/** What the README of a trained model tells. */
export interface ModelCard {
  readonly name: string
  /** Where it was trained from; nothing when it started from fresh weights. */
  readonly base?: string
  readonly data?: CardData
  /** The names of its stages that sentence-transformers does not know. */
  readonly own?: readonly string[]
  /** The stages in order, with every setting: a line each. */
  readonly stages?: readonly object[]
  /** Names and values in the order shown, before training where that was measured, and after. */
  readonly metrics?: Readonly<Record<string, number>>
  readonly before?: Readonly<Record<string, number>>
  readonly width?: number
  readonly maxLength?: number
  /** Where routes have an encoder each, both; the usual one is told above, too. */
  readonly routes?: ByRoute<CardEncoder>
  readonly similarity?: string | null
  readonly prompts?: Readonly<Record<string, string>>
}
export type CardEncoder = Pick<ModelCard, 'name' | 'base' | 'maxLength'>
export interface CardData {
  readonly name: string
  readonly columns: string
  readonly rows: Readonly<Record<string, number>>
}

/** Says what the model is, how it came about and how both libraries open it; a part that is not known is left out. */
export const modelCard = (card: ModelCard): string => {
  const { data } = card
  const parts = [
    `${begun(card)}${data === undefined ? '' : ` on ${data.name}`} with siamese.`,
    facts(card),
    usage(card),
    ...(data === undefined ? [] : [`## Data\n\n${data.columns}\n\n${rowsTable(data.rows)}`]),
    ...(card.stages === undefined
      ? []
      : [
          `## Pipeline\n\n${block(
            'json',
            card.stages.map(each => JSON.stringify(each)),
          )}`,
        ]),
    metricsTable(card),
  ]
  return `${header(card)}\n# ${titleOf(card)}\n\n${parts.filter(part => part !== '').join('\n\n')}\n`
}

const titleOf = ({ name, routes }: ModelCard): string =>
  routes === undefined || routes.query.name === routes.document.name
    ? name
    : `${routes.query.name} and ${routes.document.name}`

const begun = ({ base, routes }: ModelCard): string =>
  routes === undefined
    ? `A sentence encoder ${beganAs(base)}`
    : `A sentence encoder for queries, ${beganAs(routes.query.base)}, and one for documents, ${beganAs(routes.document.base)},`
const beganAs = (base: string | undefined): string =>
  base === undefined ? 'trained from fresh weights' : `fine-tuned from ${toldOf(base)}`

/** Where others find it; of a folder of this machine its name. */
const toldOf = (base: string): string =>
  /^(hub|pip):/.test(base) ? base : (base.split(/[\\/]/).findLast(part => part !== '') ?? base)

/** What the hub shows and searches by. */
const header = ({ base, routes, own = [] }: ModelCard): string => {
  const bases = routes === undefined ? [base] : [routes.query.base, routes.document.base]
  const onHub = new Set(bases.flatMap(each => /^hub:([^@]+)/.exec(each ?? '')?.[1] ?? []))
  return [
    '---',
    ...(own.length === 0 ? ['library_name: sentence-transformers'] : []),
    'pipeline_tag: sentence-similarity',
    ...(onHub.size > 1 ? ['base_model:', ...[...onHub].map(each => `- ${each}`)] : []),
    ...(onHub.size === 1 ? [`base_model: ${[...onHub][0]}`] : []),
    'tags:',
    ...(own.length === 0 ? ['- sentence-transformers'] : []),
    '- siamese',
    '---',
    '',
  ].join('\n')
}

const facts = ({ width, maxLength, routes, similarity, prompts = {} }: ModelCard): string =>
  [
    ...(width === undefined ? [] : [`- embeddings of ${width} numbers`]),
    ...(routes === undefined
      ? limit('texts', maxLength)
      : [...limit('queries', routes.query.maxLength), ...limit('documents', routes.document.maxLength)]),
    ...(similarity == null ? [] : [`- compared by ${similarity}`]),
    ...Object.entries(prompts).flatMap(([name, text]) =>
      text === '' ? [] : [`- prompt ${name}: \`${JSON.stringify(text)}\``],
    ),
  ].join('\n')

const limit = (texts: string, maxLength: number | undefined): readonly string[] =>
  maxLength === undefined ? [] : [`- ${texts} of up to ${maxLength} tokens; what is longer is cut`]

const usage = ({ prompts = {}, own = [], routes }: ModelCard): string => {
  const [prompt] = Object.entries(prompts).flatMap(([name, text]) => (text === '' ? [] : [name]))
  const [python, typeScript] =
    prompt === undefined ? ['', ''] : [`, prompt_name='${prompt}'`, `, { promptName: '${prompt}' }`]
  // Poolings side by side are known here, and have no form there.
  const given = own.filter(name => name !== 'pool.concatenate').map(name => name.split('.').at(-1))
  return [
    own.length === 0
      ? block('python', [
          'from sentence_transformers import SentenceTransformer',
          "model = SentenceTransformer('FOLDER')",
          ...(routes === undefined
            ? [`embeddings = model.encode(['A sentence.', 'Another one.']${python})`]
            : [
                "queries = model.encode_query(['A question?'])",
                "documents = model.encode_document(['A sentence.', 'Another one.'])",
              ]),
        ])
      : `sentence-transformers does not know ${own.join(', ')}: the model opens with siamese, which is given the stages that are not its own.`,
    block('ts', [
      "import { load } from '@siamese/runner'",
      ...(given.length === 0 ? [] : [`import { ${given.join(', ')} } from 'PACKAGE'`]),
      `const model = await load('FOLDER'${given.length === 0 ? '' : `, { stages: [${given.join(', ')}] }`})`,
      ...(routes === undefined
        ? [`const embeddings = await model.encode(['A sentence.', 'Another one.']${typeScript})`]
        : [
            "const queries = await model.encodeQuery(['A question?'])",
            "const documents = await model.encodeDocument(['A sentence.', 'Another one.'])",
          ]),
    ]),
  ].join('\n\n')
}

const block = (language: string, lines: readonly string[]): string => `\`\`\`${language}\n${lines.join('\n')}\n\`\`\``

const rowsTable = (rows: Readonly<Record<string, number>>): string =>
  [
    '| split | rows |',
    '|---|---|',
    ...Object.entries(rows).map(([split, count]) => `| ${split} | ${countText(count)} |`),
  ].join('\n')

const metricsTable = ({ metrics = {}, before }: ModelCard): string => {
  const shown = (value: number | undefined) => value?.toFixed(4) ?? ''
  const rows = Object.entries(metrics).map(([name, value]) =>
    before === undefined ? `| ${name} | ${shown(value)} |` : `| ${name} | ${shown(before[name])} | ${shown(value)} |`,
  )
  if (rows.length === 0) return ''
  const head =
    before === undefined ? ['| metric | value |', '|---|---|'] : ['| metric | before | after |', '|---|---|---|']
  return ['## Metrics', '', ...head, ...rows].join('\n')
}
