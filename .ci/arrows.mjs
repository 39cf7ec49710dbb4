// Who may import whom. Every violation is a sentence.
import { existsSync, readdirSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { filesBelow, importsOf } from './imports.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const pure = '@tensorflow/tfjs-core'
const files = ['packages/runner/src/sources/']

/** Packages of ours and of others, by package; where a rule says `in`, only files whose path begins so. */
const table = {
  core: [pure, 'fp-ts', 'io-ts'],
  losses: ['@siamese/core', pure, 'io-ts'],
  pooling: ['@siamese/core', pure, 'io-ts'],
  runner: ['@siamese/core', pure, 'fp-ts', 'io-ts'],
  examples: [
    '@siamese/core',
    '@siamese/losses',
    '@siamese/pooling',
    '@siamese/runner',
    pure,
    'fp-ts',
    'io-ts',
    'siamese-duplicates',
  ],
  bench: ['@siamese/core', '@siamese/losses', '@siamese/pooling', '@siamese/runner', pure, 'fp-ts', 'io-ts'],
}
const only = {
  '@siamese/losses': ['packages/runner/src/vocabulary.ts'],
  '@siamese/pooling': ['packages/runner/src/vocabulary.ts'],
  '@tensorflow/tfjs-node': ['packages/runner/src/engine/'],
  '@tensorflow/tfjs-backend-wasm': ['packages/runner/src/engine/'],
  '@huggingface/hub': files,
  '@observablehq/plot': ['packages/runner/src/report/'],
  'csv-parse': files,
  hyparquet: files,
  'hyparquet-compressors': files,
  'hyparquet-writer': [...files, 'packages/runner/src/cli/', 'packages/runner/src/report/'],
  linkedom: ['packages/runner/src/report/'],
  'ml-matrix': ['packages/runner/src/report/'],
  'onnxruntime-node': ['packages/runner/src/run/'],
  tsx: ['packages/runner/src/cli/'],
  usearch: files,
  yaml: ['packages/runner/src/text/'],
  yargs: ['packages/runner/src/cli/'],
  'log-update': ['packages/runner/src/cli/'],
  'string-width': ['packages/runner/src/cli/'],
}
const touchesFiles = /^node:fs(\/promises)?$/
const mayTouchFiles = [
  'packages/runner/src/sources/',
  'packages/runner/src/run/',
  'packages/runner/src/report/',
  'packages/runner/src/cli/',
  'packages/runner/src/engine/install',
  'packages/runner/src/engine/graphSession',
]
/** Parts of a package that it offers by itself. */
const offered = [
  /^fp-ts\/lib\/\w+(\.js)?$/,
  /^io-ts\/lib\/\w+(\.js)?$/,
  /^yargs\/helpers$/,
  /^csv-parse\/sync$/,
  /^tsx\/esm\/api$/,
  /^hyparquet\/src\/types(\.js)?$/,
]
/** Inside the runner an import goes from left to right; what stands at the side knows nothing of the steps. */
const order = ['cli', 'run', 'train', 'graph', 'engine']
const step = folder => order.indexOf(folder === 'evaluate' ? 'train' : folder)

const packageOf = file => (file.startsWith('packages/') ? file.split('/')[1] : file.split('/')[0])
const nameOf = specifier =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
const within = (file, places) => places.some(place => file.startsWith(place))

const inSource = (file, { from, line }) => {
  const at = `${file}:${line}`
  const owner = packageOf(file)
  if (from.startsWith('node:')) {
    if (['core', 'losses', 'pooling'].includes(owner))
      return [`${at} imports ${from}: ${owner} is pure, what touches the world stands in runner`]
    if (owner === 'runner' && touchesFiles.test(from) && !within(file, mayTouchFiles))
      return [
        `${at} imports ${from}: in runner only sources, run, report, cli, engine/install and engine/graphSession touch files`,
      ]
    return []
  }
  const name = nameOf(from)
  const deepInEngine = from.startsWith('@tensorflow/tfjs-node/dist') && within(file, ['packages/runner/src/engine/'])
  const deep =
    from !== name && !deepInEngine && !offered.some(each => each.test(from))
      ? [`${at} reaches into ${name} by ${from}: import what its index offers`]
      : []
  if (owner === 'runner' && name in only)
    return within(file, only[name]) ? deep : [`${at} imports ${name}: only ${only[name].join(' and ')} may`]
  return table[owner].includes(name) ? deep : [`${at} imports ${name}: ${owner} may import ${table[owner].join(', ')}`]
}

const targetOf = (file, from) => posix.join(posix.dirname(file), from).replace(/\.js$/, '.ts')

const relative = (file, { from, line }, home) => {
  const to = targetOf(file, from)
  const at = `${file}:${line}`
  if (!to.startsWith(`${home}/`))
    return [`${at} imports ${from}, which is outside ${home}: import the package by its name`]
  const index = to === `${home}/src/index.ts` ? [`${at} imports its own package's index: import the file itself`] : []
  if (home !== 'packages/runner') return index
  const [mine, theirs] = [file, to].map(path => path.split('/')[3])
  const backwards = step(mine) >= 0 && step(theirs) >= 0 && step(theirs) < step(mine)
  const aside = mine === 'sources' && step(theirs) >= 0
  return [
    ...index,
    ...(backwards ? [`${at}: ${mine} imports ${theirs}: the arrow goes from ${theirs} to ${mine}`] : []),
    ...(aside ? [`${at}: sources imports ${theirs}: sources stands at the side and knows no step`] : []),
  ]
}

/** Circles of files, each printed once, as one way around. */
const circles = edges => {
  const state = new Map()
  const found = []
  const visit = (file, path) => {
    state.set(file, 'open')
    for (const next of edges.get(file) ?? []) {
      if (state.get(next) === 'open') found.push([...path.slice(path.indexOf(next)), next])
      else if (!state.has(next)) visit(next, [...path, next])
    }
    state.set(file, 'done')
  }
  for (const file of edges.keys()) if (!state.has(file)) visit(file, [file])
  return found
}

const worldly = /\b(?:process\.(?!env\.NODE_ENV)\w+|Date\.now\(|new Date\(|performance\.now\(|Math\.random\()/g

const homes = [...readdirSync(`${root}packages`).map(name => `packages/${name}`), 'examples', 'bench'].filter(home =>
  existsSync(`${root}${home}`),
)
let count = 0
const violations = homes.flatMap(home => {
  const isSource = file =>
    file.startsWith(`${home}/src/`) || (!home.startsWith('packages/') && !file.includes('/test/'))
  // Tests may look inside; the arrows are those of the sources.
  const sources = filesBelow(root, home, ['.ts', '.mts']).filter(isSource)
  const read = new Map(sources.map(file => [file, importsOf(`${root}${file}`)]))
  count += sources.length
  const each = sources.flatMap(file => {
    const { exportsAll, imports, source } = read.get(file)
    const isPure = ['core', 'losses', 'pooling'].includes(packageOf(file))
    return [
      ...imports.flatMap(one => (one.from.startsWith('.') ? relative(file, one, home) : inSource(file, one))),
      ...(file.endsWith('/index.ts') ? exportsAll : []).map(
        line => `${file}:${line} exports everything of a file: an index lists its names one by one`,
      ),
      ...(isPure ? [...source.matchAll(worldly)] : []).map(
        match =>
          `${file}:${source.slice(0, match.index).split('\n').length} uses ${match[0].replace('(', '')}: ${packageOf(file)} reads no clock, no chance and no process`,
      ),
    ]
  })
  const edges = kinds =>
    new Map(
      sources
        .filter(file => file.startsWith(`${home}/src/`))
        .map(file => [
          file,
          read
            .get(file)
            .imports.filter(({ from, kind }) => from.startsWith('.') && kinds.includes(kind))
            .map(({ from }) => targetOf(file, from))
            .filter(to => read.has(to)),
        ]),
    )
  const ring = circle => circle.map(file => file.replace(`${home}/src/`, '')).join(' → ')
  const values = circles(edges(['value'])).map(
    circle => `${home}: files import each other in a circle: ${ring(circle)}`,
  )
  const types =
    home === 'packages/core'
      ? circles(edges(['value', 'type'])).map(
          circle => `${home}: files import each other's types in a circle: ${ring(circle)}`,
        )
      : []
  return [...each, ...values, ...(values.length > 0 ? [] : types)]
})

for (const violation of violations) console.log(violation)
console.log(`${count} files, ${violations.length} wrong arrows`)
process.exitCode = violations.length > 0 ? 1 : 0
