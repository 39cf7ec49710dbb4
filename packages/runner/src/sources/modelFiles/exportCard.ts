import type { Use } from './promptsConfig.js'
import { wordListName } from './wordFiles.js'

/** What beside the files says how texts become ids. */
export type SplitsBy = 'tokenizer.json' | 'a word list'

const byTokenizer = `import { AutoModel, AutoTokenizer } from '@huggingface/transformers'
const tokenizer = await AutoTokenizer.from_pretrained('FOLDER')
const model = await AutoModel.from_pretrained('FOLDER', { dtype: 'fp32' })
const inputs = await tokenizer(['A sentence.', 'Another one.'], { padding: true, truncation: true })
const { sentence_embedding } = await model(inputs)`

const byWords = `import { readFileSync } from 'node:fs'
import { readTokenizer } from '@siamese/core'
import ort from 'onnxruntime-node'
const { right: words } = readTokenizer(JSON.parse(readFileSync('FOLDER/${wordListName}', 'utf8')))
const { ids } = words.encode('A sentence.', 128)
const laid = values => new ort.Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length])
const model = await ort.InferenceSession.create('FOLDER/onnx/model.onnx')
const { sentence_embedding } = await model.run({ input_ids: laid(ids), attention_mask: laid(ids.map(() => 1)) })`

const wordsText = `Ids are rows of the words in \`${wordListName}\`. A text is split at blanks; a word is looked up as it stands, then without the marks
around it, then in lower case, too; stop words and words that the list lacks are left out. Padding is any id with \`attention_mask\` 0. No
tokenizer.json says this, so \`AutoTokenizer\` does not read it; Python's WhitespaceTokenizer of sentence-transformers does.`

/** The README of an exported model: how both libraries that open it are called. */
export const exportCard = ({
  name,
  prompts,
  defaultPromptName,
  leavesOut,
  splitsBy,
  files,
}: Pick<Use, 'prompts' | 'defaultPromptName'> & {
  readonly name: string
  readonly leavesOut: string
  readonly splitsBy: SplitsBy
  readonly files: readonly { readonly path: string }[]
}): string => {
  const used = Object.entries(prompts).filter(([, text]) => text !== '')
  const before = used.map(
    ([prompt, text]) =>
      `- ${prompt}: \`${JSON.stringify(text)}\`${prompt === defaultPromptName ? ' (for every text)' : ''}`,
  )
  return `---
${splitsBy === 'tokenizer.json' ? 'library_name: transformers.js\n' : ''}pipeline_tag: sentence-similarity
tags:
- siamese
- onnx
---

# ${name}

A sentence encoder exported by siamese: ${files.map(({ path }) => `\`${path}\``).join(', ')}. Each file reads \`input_ids\` and
\`attention_mask\` (int64 \`[batch, sequence]\`) and gives \`sentence_embedding\` (float32 \`[batch, width]\`), the pooling and everything
after it inside, and \`token_embeddings\`.

\`\`\`js
${splitsBy === 'tokenizer.json' ? byTokenizer : byWords}
\`\`\`
${splitsBy === 'tokenizer.json' ? '' : `\n${wordsText}\n`}${before.length === 0 ? '' : `\nWhat the model wants in front of a text, which is not in the files:\n\n${before.join('\n')}\n`}${leavesOut === '' ? '' : `\nThe files are for texts that begin with \`${JSON.stringify(leavesOut)}\`, whose tokens are left out of the pooling.\n`}`
}
