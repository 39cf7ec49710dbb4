import type { Use } from './promptsConfig.js'

/** The README of an exported model: how both libraries that open it are called. */
export const exportCard = ({
  name,
  prompts,
  defaultPromptName,
  leavesOut,
  files,
}: Pick<Use, 'prompts' | 'defaultPromptName'> & {
  readonly name: string
  readonly leavesOut: string
  readonly files: readonly { readonly path: string }[]
}): string => {
  const used = Object.entries(prompts).filter(([, text]) => text !== '')
  const before = used.map(
    ([prompt, text]) =>
      `- ${prompt}: \`${JSON.stringify(text)}\`${prompt === defaultPromptName ? ' (for every text)' : ''}`,
  )
  return `---
library_name: transformers.js
pipeline_tag: sentence-similarity
tags:
- siamese
- onnx
---

# ${name}

A sentence encoder exported by siamese: ${files.map(({ path }) => `\`${path}\``).join(', ')}. Each file reads \`input_ids\` and
\`attention_mask\` (int64 \`[batch, sequence]\`) and gives \`sentence_embedding\` (float32 \`[batch, width]\`), the pooling and everything
after it inside, and \`token_embeddings\`.

\`\`\`js
import { AutoModel, AutoTokenizer } from '@huggingface/transformers'
const tokenizer = await AutoTokenizer.from_pretrained('FOLDER')
const model = await AutoModel.from_pretrained('FOLDER', { dtype: 'fp32' })
const inputs = await tokenizer(['A sentence.', 'Another one.'], { padding: true, truncation: true })
const { sentence_embedding } = await model(inputs)
\`\`\`
${before.length === 0 ? '' : `\nWhat the model wants in front of a text, which is not in the files:\n\n${before.join('\n')}\n`}${leavesOut === '' ? '' : `\nThe files are for texts that begin with \`${JSON.stringify(leavesOut)}\`, whose tokens are left out of the pooling.\n`}`
}
