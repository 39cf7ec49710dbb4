/** Sentences about a pipeline that fits together, but that `run` and `evaluate` can do nothing with. */

/**
 * Why: Training and evaluation read sentence embeddings, and this pipeline makes none.
 * Cure: Complete it, as `tokenize(model), encode(model), pool.mean()`.
 * Types: Part of a pipeline is a value, too: it can be printed, and looked at with `explain`.
 */
export const noEmbeddings = (stage: string): string =>
  `${stage} ends a pipeline without sentence embeddings: put tokenize, encode and a pooling in it`

/**
 * Why: Gradients are kept at sentence embeddings, and this loss reads other layers, a copy of the encoder, or a decoder, beside them.
 * Cure: Leave `miniBatchSize` out, and choose a batch that can be embedded at once.
 * Types: What a loss reads of the encoder is known when its inputs are.
 */
export const readsMore = (stage: string): string =>
  `train: miniBatchSize embeds a batch in parts, and ${stage} reads more of the encoder than embeddings: leave it out`

/**
 * Why: What a decoder finds of a whole vector says nothing of part of it or of another layer, and words are deleted for one loss alone.
 * Cure: Write the loss by itself.
 * Types: Which loss tells a text again is known when its inputs are.
 */
export const tellsAlone = (stage: string): string =>
  `${stage} holds a loss that has a decoder tell a text again: write that loss by itself`

/**
 * Why: A prompt for a column that is not there is put in front of nothing, and training goes on without it.
 * Cure: Write the name of a column of texts, not that of a role; of one data set among several as `nli.premise`.
 * Types: The compiler would have to follow every column to the end of the pipeline.
 */
export const promptForNoColumn = (column: string, columns: readonly string[]): string =>
  `train has a prompt for the column ${column}; the columns of texts are ${columns.join(', ')}`

/**
 * Why: There is nothing to minimise and nothing to score, so a run would end as it began.
 * Cure: Put a loss and `train` behind it, or an evaluator.
 * Types: A pipeline that only embeds is one that `encode` can use.
 */
export const nothingToDo = (stage: string): string =>
  `${stage} ends a pipeline with nothing to do: put a loss and train, or an evaluator, after it`

/**
 * Why: Losses within a loss read one column as a query and as a document, and a text is encoded once.
 * Cure: Say the route of that column in the router.
 * Types: They see each loss by itself.
 */
export const routedBoth = (stage: string, column: string): string =>
  `${stage} reads ${column} by both routes: write columns: { ${column}: 'query' } in router, or 'document'`

/**
 * Why: An earlier layer, a copy and a decoder belong to one encoder, and queries and documents have one each.
 * Cure: Use a loss that reads embeddings alone, or one encoder for both routes.
 * Types: What a loss reads of the encoder is known when its inputs are.
 */
export const readsOneEncoder = (stage: string): string =>
  `${stage} reads more of an encoder than embeddings, and router has one for each route: put encode before router, or use another loss`
