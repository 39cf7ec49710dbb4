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
  readonly similarity?: string | null
  readonly prompts?: Readonly<Record<string, string>>
}
export interface CardData {
  readonly name: string
  readonly columns: string
  readonly rows: Readonly<Record<string, number>>
}

/** Says what the model is, how it came about and how both libraries open it; a part that is not known is left out. */
export const modelCard = (card: ModelCard): string => {
  const { name, base, data } = card
  const parts = [
    `A sentence encoder ${base === undefined ? 'trained from fresh weights' : `fine-tuned from ${toldOf(base)}`}${data === undefined ? '' : ` on ${data.name}`} with siamese.`,
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
  return `${header(card)}\n# ${name}\n\n${parts.filter(part => part !== '').join('\n\n')}\n`
}

/** Where others find it; of a folder of this machine its name. */
const toldOf = (base: string): string =>
  /^(hub|pip):/.test(base) ? base : (base.split(/[\\/]/).findLast(part => part !== '') ?? base)

/** What the hub shows and searches by. */
const header = ({ base, own = [] }: ModelCard): string => {
  const [, onHub] = /^hub:([^@]+)/.exec(base ?? '') ?? []
  return [
    '---',
    ...(own.length === 0 ? ['library_name: sentence-transformers'] : []),
    'pipeline_tag: sentence-similarity',
    ...(onHub === undefined ? [] : [`base_model: ${onHub}`]),
    'tags:',
    ...(own.length === 0 ? ['- sentence-transformers'] : []),
    '- siamese',
    '---',
    '',
  ].join('\n')
}

const facts = ({ width, maxLength, similarity, prompts = {} }: ModelCard): string =>
  [
    ...(width === undefined ? [] : [`- embeddings of ${width} numbers`]),
    ...(maxLength === undefined ? [] : [`- texts of up to ${maxLength} tokens; what is longer is cut`]),
    ...(similarity == null ? [] : [`- compared by ${similarity}`]),
    ...Object.entries(prompts).flatMap(([name, text]) =>
      text === '' ? [] : [`- prompt ${name}: \`${JSON.stringify(text)}\``],
    ),
  ].join('\n')

const usage = ({ prompts = {}, own = [] }: ModelCard): string => {
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
          `embeddings = model.encode(['A sentence.', 'Another one.']${python})`,
        ])
      : `sentence-transformers does not know ${own.join(', ')}: the model opens with siamese, which is given the stages that are not its own.`,
    block('ts', [
      "import { load } from '@siamese/runner'",
      ...(given.length === 0 ? [] : [`import { ${given.join(', ')} } from 'PACKAGE'`]),
      `const model = await load('FOLDER'${given.length === 0 ? '' : `, { stages: [${given.join(', ')}] }`})`,
      `const embeddings = await model.encode(['A sentence.', 'Another one.']${typeScript})`,
    ]),
  ].join('\n\n')
}

const block = (language: string, lines: readonly string[]): string => `\`\`\`${language}\n${lines.join('\n')}\n\`\`\``

const rowsTable = (rows: Readonly<Record<string, number>>): string =>
  ['| split | rows |', '|---|---|', ...Object.entries(rows).map(([split, count]) => `| ${split} | ${count} |`)].join(
    '\n',
  )

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
