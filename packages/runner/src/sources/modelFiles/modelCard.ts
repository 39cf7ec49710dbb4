/** What the README of a trained model tells. */
export interface ModelCard {
  readonly name: string
  /** What it was trained from; nothing when it started from fresh weights. */
  readonly base?: string
  readonly data?: string
  /** Names and values in the order shown. */
  readonly metrics?: Readonly<Record<string, number>>
}

export const modelCard = ({ name, base, data, metrics = {} }: ModelCard): string => {
  const rows = Object.entries(metrics).map(([metric, value]) => `| ${metric} | ${value.toFixed(4)} |`)
  return `---
library_name: sentence-transformers
pipeline_tag: sentence-similarity
tags:
- sentence-transformers
- siamese
---

# ${name}

A sentence encoder ${base === undefined ? 'trained from fresh weights' : `fine-tuned from ${base}`}${data === undefined ? '' : ` on ${data}`} with siamese.

\`\`\`python
from sentence_transformers import SentenceTransformer
embeddings = SentenceTransformer('FOLDER').encode(['A sentence.', 'Another one.'])
\`\`\`
${rows.length === 0 ? '' : `\n| metric | value |\n|---|---|\n${rows.join('\n')}\n`}`
}
