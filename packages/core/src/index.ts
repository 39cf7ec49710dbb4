export { absolute } from './absolute.js'
export { checkData } from './checkData.js'
export type { Binary, Class, ColumnKind, Columns, Row, Score, Text } from './columns.js'
export { binary, classes, kindName, score, showColumns, showKind, text } from './columns.js'
export type { Data, DataFile, Origin, Where } from './data.js'
export { concatenate, data, files, filter, rename, split, take } from './dataCombinators.js'
export type { Does, Evaluates, Loses, LossFacts, Maps, Pools, Scored, Shapes, TokenVectors, Weights } from './does.js'
export { type Encode, encode } from './encode/encode.js'
export { defineEvaluator, type Evaluator, type EvaluatorConstructor } from './evaluator.js'
export * as evaluate from './evaluators.js'
export type { Flow, Kind, Shape } from './flow.js'
export { formatVersion, fromJson, type PipelineJson, toJson } from './json.js'
export { type ByRole, defineLoss, type Loss, type LossConstructor } from './loss.js'
export type { Model, ModelFile, ModelOrigin } from './model.js'
export type { ModelFacts } from './modelStage.js'
export { norm, unit } from './norm.js'
export { none, type Options, options, type Settings } from './options.js'
export { check, type Fragment, flatten, fragment, type Joined, type Pipeline, pipeline } from './pipeline.js'
export { definePooling, type Pool, type PoolingConstructor } from './pooling.js'
export type { Problem, Problems } from './problem.js'
export { printProblems, problem } from './problem.js'
export { columnOf, type Role, roleParts } from './roles.js'
export {
  type Constructor,
  type Definition,
  defineStage,
  definition,
  describe,
  type RuleOf,
  type Stage,
  settingsOf,
} from './stage.js'
export { type Tokenize, tokenize } from './tokenize/tokenize.js'
export { type Train, train } from './train.js'
export { all } from './vocabulary.js'
