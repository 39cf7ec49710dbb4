/** Sentences about a pipeline in a file: JSON, YAML, or a value of that form. A program makes none of these mistakes. */

/**
 * Why: The version says in which words the file is written, so that a later version can read it.
 * Cure: Write the version at the top of the file.
 * Types: A file has no compiler.
 */
export const noVersion = (newest: number, written: string): string =>
  `a pipeline file says "siamese": ${newest}, the version of its format; this one says ${written}`

/**
 * Why: What a later version of the format means is not known here.
 * Cure: Update the packages whose names begin with @siamese.
 * Types: A file has no compiler.
 */
export const laterFormat = (written: number, newest: number): string =>
  `the pipeline file is of format ${written}, and the packages here read up to ${newest}: update the @siamese packages`

/**
 * Why: A pipeline is one object, and the whole file is that object. A file that has none of its keys is something else.
 * Cure: Name the file of a pipeline, or write the keys that are listed.
 * Types: A file has no compiler.
 */
export const noPipeline = (keys: string, found: string): string =>
  `a pipeline is an object with ${keys}; this is ${found}`

/**
 * Why: Nobody reads a file that is nested so deep, and nobody writes one by hand.
 * Cure: Look at the program that wrote the file.
 * Types: A file has no compiler.
 */
export const tooNested = (deepest: number): string =>
  `a pipeline is nested at most ${deepest} deep; this one goes deeper`

/**
 * Why: A key that is not known would be passed over, and what it says with it.
 * Cure: Write a key that a pipeline has, or leave it out.
 * Types: A file has no compiler.
 */
export const noPipelineKey = (key: string): string => `a pipeline has no key '${key}'`

/**
 * Why: A pipeline begins with the data that flow through it.
 * Cure: Write the data set, or copy what `siamese add data` wrote.
 * Types: A file has no compiler.
 */
export const noFileData = (): string =>
  'a pipeline needs data: an object with data, columns, splits and origin, as `siamese add data` writes it'

/**
 * Why: What is done to the texts is a list, in order.
 * Cure: Write a list of stages, each with its name.
 * Types: A file has no compiler.
 */
export const noStages = (): string => 'a pipeline needs stages: write "stages": [{ "stage": "tokenize", … }]'

/**
 * Why: Data and models in a file are held against what they are made of, key by key.
 * Cure: Write what the sentence asks for.
 * Types: In a program the compiler says it in its own words.
 */
export const wrongValue = (place: string, written: string, kind: string): string =>
  `${place} is ${written}, it should be ${kind}`

/**
 * Why: A key that is not known would be passed over, and what it says with it.
 * Cure: Write a key that is known there, or leave it out.
 * Types: In a program the compiler says it in its own words.
 */
export const noKey = (place: string, key: string): string => `${place} has no key '${key}'`

/**
 * Why: Stages name a model by its key in models; another name inside would be another model when the file is written again.
 * Cure: Use the same name in both places.
 * Types: A file has no compiler.
 */
export const otherName = (key: string, name: string): string => `models.${key} is called ${name} inside: use one name`

/**
 * Why: A stage is known by its name; its settings stand beside it.
 * Cure: Write the name first.
 * Types: A file has no compiler.
 */
export const noName = (): string => 'a stage needs its name: write { "stage": "pool.mean" }'

/**
 * Why: A file names the stages of siamese, of siamese.config.ts and of --with; it imports nothing itself.
 * Cure: Write one of these names, or name the package or file of a stage of your own.
 * Types: In a program a stage is imported.
 */
export const noSuchStage = (name: string, near: string | undefined): string =>
  near === undefined
    ? `no stage is called '${name}': one of your own comes with --with FILE, { stages } or siamese.config.ts`
    : `no stage is called '${name}'. Did you mean '${near}'?`

/**
 * Why: Models stand once in the file, under models, and stages name them.
 * Cure: Write one of the names that are listed, or put the model into models.
 * Types: In a program a model is a value.
 */
export const noModel = (stage: string, setting: string, written: string, models: string): string =>
  `${stage} needs the name of a model; ${setting} is ${written}, and models has ${models}`

/**
 * Why: A choice of one is none, and a choice of nothing leaves no point to run.
 * Cure: Write the alternatives as a list of two or more.
 * Types: A file has no types; in a program `choose` takes two or more.
 */
export const fewAlternatives = (given: string): string =>
  `choose needs a list of two or more alternatives; it is ${given}`

/**
 * Why: An alternative that is several stages is a list, so nothing stands beside `choose`.
 * Cure: Put it into the stages among which is chosen.
 * Types: A file has no types; in a program `choose` is a call.
 */
export const besideChoose = (key: string): string =>
  `choose stands alone, and '${key}' stands beside it: put it into the alternatives`

/**
 * Why: One pipeline is no sequence.
 * Cure: Write two parts or more, or data and stages at the top.
 * Types: A file has no types; in a program `sequence` takes two pipelines or more.
 */
export const shortSequence = (given: string): string =>
  `sequence needs a list of two or more parts, each { "data": …, "stages": […] }; it is ${given}`

/**
 * Why: Every part of a sequence is trained on data of its own.
 * Cure: Write an object with data and stages.
 * Types: A file has no types; in a program a part is a pipeline.
 */
export const noPart = (part: string, given: string): string =>
  `${part} needs { "data": …, "stages": […] }; it is ${given}`

/**
 * Why: With a sequence, what is read and done stands in its parts.
 * Cure: Move it into a part.
 * Types: A file has no types; in a program a sequence is made of pipelines.
 */
export const besideSequence = (key: string): string => `${key} stands beside sequence: move it into a part`

/**
 * Why: A sweep runs every point, or so many that are drawn.
 * Cure: Write one of the two.
 * Types: A file has no types; in a program it is `grid` or `sample`.
 */
export const noSweep = (given: string): string => `sweep needs "grid", or { "sample": 8, "seed": 1 }; it is ${given}`

/**
 * Why: `fromJson` gives one pipeline.
 * Cure: Read the file with `experimentFromJson`.
 * Types: A file has no types.
 */
export const noSinglePipeline = (what: string): string =>
  `the file holds ${what}, and one pipeline is read here: read it with experimentFromJson`
