export { absolute } from './absolute.js'
export { checkData, noSplit } from './checkData.js'
export type { Binary, Class, ColumnKind, Columns, Row, Score, Text } from './columns.js'
export { binary, classes, kindName, score, showColumns, showKind, text } from './columns.js'
export type { Data, DataFile, Origin, Where } from './data.js'
export { concatenate, data, files, filter, rename, split, take } from './dataCombinators.js'
export type { Does, Evaluates, Loses, LossFacts, Maps, Pools, Scored, Shapes, TokenVectors, Weights } from './does.js'
export type { DropoutRates, EncoderFacts, EncoderInput, SideBySide } from './encode/architecture.js'
export { type Encoder, readEncoder } from './encode/architectures.js'
export { type Dropout, dropoutOf, noDropout } from './encode/dropout.js'
export { type Encode, encode } from './encode/encode.js'
export { type Grid, toGrid } from './encode/grid.js'
export { type FreshTensor, initialise } from './encode/initialise.js'
export { defineEvaluator, type Evaluator, type EvaluatorConstructor } from './evaluator.js'
export * as evaluate from './evaluators.js'
export type { Aim, Flow, Kind, Shape } from './flow.js'
export { formatVersion, fromJson, type PipelineJson, toJson } from './json.js'
export { type ByRole, defineLoss, type Loss, type LossConstructor } from './loss.js'
export type { Model, ModelFile, ModelOrigin, Similarity } from './model.js'
export type { ModelFacts } from './modelFacts.js'
export { defineModule, type Module, type ModuleConstructor } from './module.js'
export { isStage, stageOf } from './nested.js'
export { norm, unit } from './norm.js'
export { none, type Options, options, type Settings } from './options.js'
export { check, type Fragment, flatten, fragment, type Joined, type Pipeline, pipeline } from './pipeline.js'
export { definePooling, type Pool, type PoolingConstructor } from './pooling.js'
export type { Problem, Problems } from './problem.js'
export { printProblems, problem } from './problem.js'
export { randperm } from './random/permutation.js'
export { philoxWords } from './random/philox.js'
export { columnOf, type Role, roleParts } from './roles.js'
export { some } from './some.js'
export { splitNames } from './splitNames.js'
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
export { type Encoded, readTokenizer, type Tokenizer, type TokenizerOptions } from './tokenize/tokenizer.js'
export { type Train, type TrainSettings, train } from './train.js'
export { type UntrainedConfig, untrained } from './untrained.js'
export { all } from './vocabulary.js'
