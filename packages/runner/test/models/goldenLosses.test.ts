import { type ColumnKind, type Columns, definition, type Loses, type Role, settingsOf } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { suite } from 'uvu'
import { rolesOf } from '../../../core/test/columnsFor.js'
import { flat, type Nested, shapeOf } from '../../../core/test/numeric.js'
import { golden, goldenNames, hasGolden } from './golden.js'
import { type Compared, cannot, difference, testCases, type Way } from './goldenCases.js'
import { type Argument, valuesAndGradients } from './goldenFunction.js'
import { drawsOf, lossStage } from './goldenLossStages.js'

interface Given {
  readonly name: string
  readonly params: Readonly<Record<string, unknown>>
  readonly inputs: readonly Nested[]
  readonly labels?: readonly Nested[]
  readonly guide_inputs?: readonly Nested[]
  readonly loss_parameters?: Readonly<Record<string, Nested>>
  readonly expected: {
    readonly loss: number
    readonly parts?: Readonly<Record<string, number>>
    readonly grad_inputs: readonly Nested[]
    readonly grad_loss_parameters?: Readonly<Record<string, Nested>>
    readonly error?: string
  }
  /** Of Python's random, where the reference draws. */
  readonly seed?: number
}

const partOf = (role: Role) => {
  const [, name, mark, kind] = /^([^…?+]*)([…?+]?).*: (.*)$/.exec(role)!
  return { name: name!, many: mark === '…' || mark === '+', perhaps: mark === '?', kind: kind! }
}

/** Values under the names of the roles that they play, in order; a role of any number plays what is left. */
const playing = (
  roles: readonly Role[],
  given: readonly Nested[],
  what: string,
): readonly (readonly [string, Nested])[] => {
  const parts = roles.map(partOf)
  const left = given.length - parts.filter(({ many }) => !many).length
  const names = parts.flatMap(({ name, many }) =>
    many ? Array.from({ length: Math.max(left, 0) }, (_, i) => (i === 0 ? name : `${name}_${i + 1}`)) : [name],
  )
  return names.length === given.length
    ? names.map((name, i) => [name, given[i]!] as const)
    : cannot(`there are ${given.length} ${what} for ${names.length === 0 ? 'none' : names.join(', ')}`)
}

/** A vector for each column, `[rows, columns, width]`, as a label for each. */
const labelsApart = (labels: readonly Nested[]): readonly Nested[] => {
  const [, columns, width] = shapeOf(labels)
  return width === undefined
    ? [labels]
    : Array.from({ length: columns! }, (_, i) => labels.map(row => (row as readonly Nested[])[i]!))
}

/** A text that the encoder and a copy of it encode is given twice, the copy's vectors first. */
const givenTwice = (roles: readonly Role[], does: Loses, settings: Parameters<Loses['inputs']>[0]): readonly Role[] => {
  const texts = roles.filter(role => partOf(role).kind === 'text')
  const columns = texts.map(role => [partOf(role).name, 'text'] as const)
  const read = does.inputs(settings, columns).map(({ role }) => role)
  const twice = (role: Role) => [`copy.${partOf(role).name}`, partOf(role).name].every(name => read.includes(name))
  return roles.flatMap(role => (texts.includes(role) && twice(role) ? [`copy.${role}` as Role, role] : [role]))
}

/** What is given as columns of the loss's roles: texts, then labels. */
const columnsOf = (roles: readonly Role[], { inputs, labels }: Given) => {
  const given = labels === undefined ? [] : labelsApart(labels)
  const asked = roles.filter(role => {
    const { kind, many, perhaps } = partOf(role)
    return kind !== 'text' && !(given.length === 0 && perhaps) && !(given.length === 1 && many)
  })
  return [
    ...playing(
      roles.filter(role => partOf(role).kind === 'text'),
      inputs,
      'texts',
    ),
    ...playing(asked, given, 'labels'),
  ]
}

const kindOf = (roles: readonly Role[], column: string, values: Nested): ColumnKind => {
  const role = roles.map(partOf).find(({ name }) => name === column.replace(/_\d+$/, ''))
  const [, width] = shapeOf(values)
  if (role?.kind === 'text') return 'text'
  if (width !== undefined) return { vector: width }
  if (role?.kind === 'binary') return 'binary'
  const classes = (values: Nested) => Array.from({ length: 1 + Math.max(...flat(values)) }, (_, i) => `${i}`)
  return role?.kind === 'class' ? { class: classes(values) } : { score: [0, 1] }
}

/** By the parameters of the case; where Python drew and no seed is told, by those of the draw that gives its numbers. */
const compare = (loss: string, given: Given, way: Way): readonly Compared[] => {
  const { params, seed } = given
  const tried = drawsOf(loss, seed === undefined ? params : { ...params, seed }).map(drawn =>
    compareBy(loss, drawn, given, way),
  )
  return tried.find(each => each.every(one => difference(one) === undefined)) ?? tried[0]!
}

const compareBy = (loss: string, params: Given['params'], given: Given, way: Way): readonly Compared[] => {
  const { loss_parameters = {}, expected } = given
  if (expected.error !== undefined) cannot(`the reference raises: ${expected.error}`)
  const stage = lossStage(loss, params)
  const { does, name } = stage[definition]
  if (does.family !== 'loss') throw new Error(`${name} is no loss`)
  const settings = settingsOf(stage)
  const roles = rolesOf(stage)
  const columns = columnsOf(givenTwice(roles, does, settings), given)
  const values = new Map(columns)
  // A guide's vectors of a text stand at the place of the text.
  const seen = new Map((given.guide_inputs ?? []).map((vectors, i) => [columns[i]![0], vectors]))
  const read = does.inputs(
    settings,
    columns.flatMap(([column, values]) =>
      column.startsWith('copy.') ? [] : [[column, kindOf(roles, column, values)] as const],
    ) satisfies Columns,
  )
  const heads = Object.keys(loss_parameters)
  const all: readonly Argument[] = [
    ...read.map(({ column, kind, role, by }) => ({
      values:
        (by === undefined ? (values.get(role) ?? values.get(column)) : seen.get(column)) ??
        cannot(`nothing plays ${role}`),
      is: 'rows' as const,
      moves: kind === 'text',
    })),
    ...heads.map(head => ({ values: loss_parameters[head]!, is: 'weights' as const, moves: true })),
  ]
  const f = (...xs: tf.Tensor[]): readonly tf.Tensor[] => {
    const inputs = Object.fromEntries(read.map(({ role }, i) => [role, xs[i]!]))
    const weights = Object.fromEntries(heads.map((head, i) => [head, xs[read.length + i]!]))
    const parts = does.parts?.(inputs, settings, weights) ?? {}
    return [does.apply(inputs, settings, weights), ...Object.keys(expected.parts ?? {}).map(part => parts[part]!)].map(
      each => tf.mean(each),
    )
  }
  const found = valuesAndGradients(way, f, all)
  const names = [...columns.slice(0, given.inputs.length).map(([column]) => column), ...heads]
  const gradients = [...expected.grad_inputs, ...heads.map(head => expected.grad_loss_parameters![head]!)]
  return [
    { what: 'loss', found: found.values[0], expected: expected.loss, within: 1e-5 },
    ...Object.entries(expected.parts ?? {}).map(([what, expected], i) => ({
      what,
      found: found.values[i + 1],
      expected,
      within: 1e-5,
    })),
    ...gradients.map((expected, i) => ({
      what: `gradient of ${names[i]}`,
      found: found.gradients[i],
      expected,
      within: 1e-4,
    })),
  ]
}

const test = suite('losses of the reference')
if (hasGolden('losses of the reference', 'losses'))
  testCases(
    test,
    goldenNames('losses').flatMap(loss => {
      const { cases } = golden(`losses/${loss}.json`) as { readonly cases: readonly Given[] }
      return cases.map(each => ({
        name: `losses/${loss}/${each.name}`,
        run: (way: Way) => compare(loss, each, way),
      }))
    }),
  )
test.run()
