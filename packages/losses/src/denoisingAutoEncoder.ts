import { defineLoss, described, options } from '@siamese/core'
import * as t from 'io-ts'

const decoder = t.keyof({ shared: null, apart: null }, "'shared' or 'apart'")

/**
 * A text is told again from one vector: the encoder sees what is left of it when words are deleted, and a decoder that has the encoder's
 * weights, and the vector alone to go by, is to say the whole text, token by token: −ln p(xᵢ₊₁ | x₁ … xᵢ, u), the mean over the tokens of the
 * batch. Words are what white space parts; one is always left. Wang et al. 2021; Source: DenoisingAutoEncoderLoss.
 */
export const denoisingAutoEncoder = defineLoss({
  name: 'loss.denoisingAutoEncoder',
  about: 'A text is told again from the vector of what is left of it when words are deleted',
  roles: ['text: text'],
  options: options({
    deletion: [described(t.number, 'The share of words that are deleted; each by itself, and one is left'), 0.6],
    decoder: [
      described(decoder, "Whether the decoder shares the encoder's weights, or begins with them and is trained apart"),
      'shared',
    ],
  }),
  rules: [
    ['deletion', '>=', 0, '{stage}: deletion is {deletion}: choose a share of the words, from 0 to 1'],
    ['deletion', '<=', 1, '{stage}: deletion is {deletion}: choose a share of the words, from 0 to 1'],
  ],
  retells: { text: { deletion: 'deletion', decoder: 'decoder' } },
  apply: inputs => inputs['told.text'],
})
