export { tf } from '../tensors.cjs'
export { absolute } from './absolute.js'
export { afterEncoder } from './afterEncoder.js'
export { atStage } from './atStage.js'
export { brief } from './brief.js'
export { checkData, noSplit } from './checkData.js'
export { type Choice, isChoice, type OrChoice, valuesOf } from './choice.js'
export { alternativesOf, type Choose, choose, type When, when } from './choose.js'
export type { Binary, Class, ColumnKind, Columns, Key, Row, Score, Text, Texts, Value, Vector } from './columns.js'
export { binary, classes, key, kindName, score, showColumns, showKind, text, texts, vector } from './columns.js'
export {
  type Concatenation,
  type ConcatenationConstructor,
  defineConcatenation,
} from './concatenation.js'
export { type Config, config } from './config.js'
export type { Data, DataFile, DrawnPairs, LookedUp, Origin, Where } from './data.js'
export { concatenate, data, files, filter, rename, repeat, split, take } from './dataCombinators.js'
export { deeperThan } from './depth.js'
export { described, inSchema, type JsonSchema } from './described.js'
export { distinct } from './distinct.js'
export type {
  Compared,
  Depth,
  Does,
  EncodedTokens,
  Evaluates,
  EvaluatesMetrics,
  EvaluatesRows,
  EvaluatesSearch,
  Freezes,
  InputKind,
  Layer,
  Loses,
  LossFacts,
  LossInput,
  Maps,
  MapsTokens,
  ModuleFacts,
  Optimizes,
  Pools,
  Routes,
  ScheduleFacts,
  Schedules,
  Scored,
  ScoredPairs,
  Searched,
  Shapes,
  Tasked,
  TokenModuleFacts,
  TokenVectors,
  Weights,
} from './does.js'
export { chosen, drawnOf } from './drawnOf.js'
export { drawnInOrder, partOfGroup, tooFewToPair } from './drawnSentences.js'
export { drawPairs, groupOf } from './drawPairs.js'
export type { DropoutRates, EncoderFacts, EncoderInput, SideBySide } from './encode/architecture.js'
export { type Encoder, readEncoder } from './encode/architectures.js'
export type { Decoder } from './encode/decoder.js'
export { type Dropout, dropoutOf, noDropout } from './encode/dropout.js'
export { type Encode, encode } from './encode/encode.js'
export { endingAt } from './encode/endingAt.js'
export { gelu } from './encode/gelu.js'
export { type Grid, toGrid } from './encode/grid.js'
export { type FreshTensor, initialise } from './encode/initialise.js'
export { layerNorm } from './encode/layerNorm.js'
export { tableParameter, unlimited } from './encode/static.js'
export type { Copied } from './encoderCopy.js'
export { angleSimilarity } from './evaluate/angle.js'
export { pearson, ranks, spearman } from './evaluate/correlation.js'
export { type Bootstrapped, pairedBootstrap } from './evaluate/pairedBootstrap.js'
export { type SimilarityName, similarities, withEach } from './evaluate/similarities.js'
export { defineEvaluator, type EvaluatorOf, named, nameFront } from './evaluator.js'
export type { Evaluator, EvaluatorConstructor } from './evaluatorRule.js'
export * as evaluate from './evaluators.js'
export { everyStage } from './everyStage.js'
export { type Experiment, firstOf, isSweep, pipelinesOf } from './experiment.js'
export {
  type ExperimentJson,
  experimentFromJson,
  experimentToJson,
  formatVersion,
  type Known,
  type PartJson,
  type PipelineJson,
  type Reading,
  type SequenceJson,
} from './experimentJson.js'
export { firstProblems } from './firstProblems.js'
export type { Aim, AnyShape, Flow, Kind, Shape, Widened } from './flow.js'
export { flows } from './flows.js'
export { type Fragment, flatten, fragment, type Joined } from './fragment.js'
export { type Freeze, freeze } from './freeze.js'
export type { FrozenModel } from './frozenModel.js'
export { otherWidth } from './frozenSentences.js'
export { encodersApart, intoRoutes } from './intoRoutes.js'
export { fromJson, stageFromJson, toJson } from './json.js'
export { closedSchema, schemaOf } from './jsonSchema.js'
export { type ByRole, defineLoss } from './loss.js'
export {
  defineLossOf,
  describeLossOf,
  type InnerLoss,
  type LossLines,
  placedAt,
  type RuleOfLosses,
} from './lossOfLosses.js'
export type { LossPart, LossValue } from './lossParts.js'
export { lossValue, partsByName, sumOfParts, under, weighed } from './lossParts.js'
export type { Loss, LossConstructor, TaughtLoss, TaughtLossConstructor } from './lossRule.js'
export { lstmGradientKernel, lstmKernel, lstmSteps } from './lstmSteps.js'
export type { Model, ModelFile, ModelOrigin, Similarity } from './model.js'
export type { ModelFacts, Undeclared, Use, UseOf } from './modelFacts.js'
export { modelKeys, modelsOf } from './modelSettings.js'
export { defineModule, type Module, type ModuleConstructor } from './module.js'
export { type MultitaskConstructor, multitask, type Sampling } from './multitask.js'
export type { Multitask } from './multitaskRule.js'
export { isStage, lossesInside, lossInside, stageOf } from './nested.js'
export { norm, unit } from './norm.js'
export type { Sum } from './numbers.js'
export * as optimizer from './optimizers.js'
export { nearest, none, type Options, options, type Settings } from './options.js'
export { ownOf } from './ownOf.js'
export { covers, mostSpecific, type ParameterPath } from './parameterPaths.js'
export { nothingLeft } from './parameterSentences.js'
export { check, type Pipeline, pipeline } from './pipeline.js'
export { modelCodec } from './plain.js'
export { type Played, played } from './players.js'
export { type Chosen, countPoints, type Point, pointsOf } from './points.js'
export { definePooling, type Pool, type PoolingConstructor } from './pooling.js'
export type { Fault, Path, Problem, Problems } from './problem.js'
export { printProblems, problem, showPath } from './problem.js'
export {
  fromBits,
  type Precision as EmbeddingPrecision,
  type Ranges,
  rangesOf,
  toBits,
  toInt8,
  toUint8,
  unitRows,
} from './quantize.js'
export { mersenneTwister } from './random/mersenneTwister.js'
export { permutation, randperm } from './random/permutation.js'
export { philoxWords } from './random/philox.js'
export type { Rates } from './rates.js'
export { type RetrievalColumns, retrieval, retrievalColumns } from './retrievalData.js'
export { columnOf, isEncoded, type Mapped, type Role, type RoleKind, roleParts } from './roles.js'
export { type RouterConstructor, router } from './router.js'
export type { Router } from './routerRule.js'
export { uneven } from './routerSentences.js'
export { type Route, type Routing, routeNames, routeOf } from './routes.js'
export * as schedule from './schedules.js'
export { pipelineSchema } from './schema.js'
export { communityDetection, type Gathering } from './search/communityDetection.js'
export { hardNegatives, type NegativesAsked, unaskable } from './search/hardNegatives.js'
export {
  type AnchorAndPositive,
  depthOf,
  type Mined,
  type MiningTexts,
  minedNegatives,
  miningTexts,
  mostPositives,
} from './search/minedNegatives.js'
export { type MinedFormat, type MinedRow, minedFormats, minedRows } from './search/minedRows.js'
export { type MinedPair, type Mining, minePairs } from './search/minePairs.js'
export { type RowScores, scoresAmong } from './search/rowScores.js'
export { type Scorer, type Search, type Searching, searchFor, semanticSearch } from './search/semanticSearch.js'
export { byCodePoint, type Hit, type TopK, topK } from './search/topK.js'
export { truncateEmbeddings } from './search/truncateEmbeddings.js'
export { inSequence, isSequence, type Sequence, sequence } from './sequence.js'
export { some } from './some.js'
export { splitNames } from './splitNames.js'
export {
  type Apply,
  type Constructor,
  type Definition,
  defineStage,
  definition,
  describe,
  place,
  type RuleOf,
  type Stage,
  settingsOf,
} from './stage.js'
export { grid, type Sampled, type Sweep, type SweepPoint, sample, sweepOf, sweepPoints } from './sweep.js'
export { setOf, setsOf, type Tasks, tasks } from './tasks.js'
export { teacherWidth } from './teacherWidth.js'
export { bare } from './tokenize/bare.js'
export { inverseDocumentFrequencies } from './tokenize/inverseDocumentFrequencies.js'
export {
  countWords,
  type LearnedTokenizer,
  type LearnSettings,
  learnTokenizer,
} from './tokenize/learn/learnTokenizer.js'
export { specialTokens, type TokenizerKind, wordPieceJson } from './tokenize/learn/parts.js'
export { stopWords } from './tokenize/stopWords.js'
export { type Tokenize, tokenize } from './tokenize/tokenize.js'
export {
  type Encoded,
  type EncodedPair,
  readTokenizer,
  type Tokenizer,
  type TokenizerOptions,
} from './tokenize/tokenizer.js'
export type { WordList } from './tokenize/whitespace.js'
export { type ScheduleName, type Train, type TrainSettings, train } from './train.js'
export { type UntrainedConfig, untrained } from './untrained.js'
export { unwritten } from './unwritten.js'
export { type VectorWidth, vectorWidth } from './vectorWidth.js'
export { all } from './vocabulary.js'
export { cutWider } from './widthSentences.js'
export { widthsAfter } from './widthsAfter.js'
export { withModel, withModels } from './withModel.js'
export { stageToJson } from './writeStages.js'
