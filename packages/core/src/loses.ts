import type { tf } from '../tensors.cjs'
import type { ColumnKind, Columns } from './columns.js'
import type { Compared, Filled, Loses, LossFacts, Shapes, Weights } from './does.js'
import { type Copied, copyRoles, madeAlike, withCopies } from './encoderCopy.js'
import { type FrozenModels, kindSeen, playedBeside, seenBy, seenRoles } from './frozenModel.js'
import { gathered } from './gathered.js'
import { sumOfParts } from './lossParts.js'
import { isNamedAfter, played } from './players.js'
import { isTold, type Retold, withRetold } from './retold.js'
import { type Mapped, type Role, roleTimes } from './roles.js'

/** A definition's functions; they take any settings and roles, the definition's own types hold for what they let through. */
interface Written {
  readonly roles: readonly Role[]
  readonly models?: FrozenModels
  readonly copies?: Copied
  readonly retells?: Retold
  readonly alike?: Readonly<Record<string, readonly [one: string, other: string]>>
  readonly compares?: Compared
  readonly weights?: (facts: LossFacts, settings: Filled) => Shapes
  readonly prepare?: Readonly<Record<string, (value: number, kind: ColumnKind, settings: Filled) => number>>
  readonly apply?: (inputs: object, settings: Filled, weights: Weights) => tf.Tensor
  readonly parts?: (inputs: object, settings: Filled, weights: Weights) => Weights
  readonly predict?: (inputs: object, settings: Filled, weights: Weights) => tf.Tensor2D
}

/** What a loss does, of its definition. */
export const loses = ({
  roles,
  models = {},
  copies = {},
  retells = {},
  alike = {},
  compares,
  weights,
  prepare = {},
  apply,
  parts,
  predict,
}: Written): Loses => {
  const playing = (settings: Filled, columns: Columns) =>
    played(playedBeside(roles, models, settings), settings.columns as Mapped, columns)
  const lists = [...roles, ...seenRoles(models, roles)]
  return {
    family: 'loss',
    roles,
    inputs: (settings, columns) => [
      ...withRetold(
        retells,
        settings,
        withCopies(
          copies,
          playing(settings, columns).map(each => {
            const prepared = prepare[each.role]
            return { ...each, prepare: (value: number) => prepared?.(value, each.is!, settings) ?? value }
          }),
        ),
      ),
      ...madeAlike(alike, playing(settings, columns)),
      ...seenBy(models, settings, playing(settings, columns)),
    ],
    kindOf: (input, { projection }) => {
      if (isTold(retells, input)) return 'told'
      const own = [...roles, ...copyRoles(copies)].map(roleTimes).find(([name]) => isNamedAfter(name, input))?.[1]
      const kind = kindSeen(models, input) ?? own
      // A teacher's vectors are as wide as the embeddings unless these are projected.
      if (kind === 'teacher' && projection === undefined) return 'vector'
      return kind === 'vector' && projection !== undefined ? 'seen' : kind
    },
    weights: ({ width, columns }, settings) =>
      weights?.({ width, classes: classesOf(playing(settings, columns)) }, settings) ?? {},
    apply: (inputs, settings, own) =>
      apply?.(gathered(lists, inputs), settings, own) ?? sumOfParts(parts!(gathered(lists, inputs), settings, own)),
    ...(parts === undefined ? {} : { parts: (inputs, settings, own) => parts(gathered(lists, inputs), settings, own) }),
    compares: () => (compares === undefined ? [] : [compares]),
    predicts: () => predict !== undefined,
    ...(predict === undefined
      ? {}
      : { predict: (inputs, settings, own) => predict(gathered(lists, inputs), settings, own) }),
  }
}

const classesOf = (inputs: ReturnType<typeof played>): number => {
  const [names] = inputs.flatMap(({ is }) => (typeof is === 'object' && 'class' in is ? [is.class] : []))
  return names?.length ?? 0
}
