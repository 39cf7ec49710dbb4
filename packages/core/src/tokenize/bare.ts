/** A tokenizer.json whose tokens are those of the text alone: nothing is put around it. */
export const bare = <J extends Readonly<Record<string, unknown>>>(json: J): J => ({ ...json, post_processor: null })
