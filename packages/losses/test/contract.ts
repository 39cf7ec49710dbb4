import {
  check,
  all as core,
  type Definition,
  fromJson,
  type Stage,
  settingsOf,
  toJson,
  type Weights,
} from '@siamese/core'
import type * as tf from '@tensorflow/tfjs-core'
import type { Test } from 'uvu'
import * as assert from 'uvu/assert'
import { columnsFor, rolesOf } from '../../core/test/columnsFor.js'
import {
  differences,
  farthest,
  flat,
  type Nested,
  numbersOf,
  randomNumbers,
  tensorOf,
  withGradients,
} from '../../core/test/numeric.js'
import { encoded, sum as mean, small } from '../../core/test/toys.js'
import { all, cosineSimilarity, mse, multipleNegativesRanking, softmax, triplet } from '../src/index.js'

/** A loss with numbers worked by hand; gradients are those of the sum of the values. */
interface Hand {
  readonly settings: Readonly<Record<string, unknown>>
  readonly inputs: Readonly<Record<string, Nested>>
  readonly weights?: Readonly<Record<string, Nested>>
  readonly values: readonly number[]
  readonly gradients: Readonly<Record<string, Nested>>
}
/** A loss that has no row is tried with the settings that it fills in; its own test has the value that is worked by hand. */
interface Row {
  readonly hand: Hand
  /** Others than those that it fills in. */
  readonly settings: readonly Readonly<Record<string, unknown>>[]
  /** Its value depends on the other rows of the batch. */
  readonly compares?: true
}

const front = [...encoded, mean()] as const

const sigma = 1 / (1 + Math.E) // σ(−1)
const rows: { readonly [Name in (typeof all)[number]['definition']['name']]?: Row } = {
  'loss.triplet': {
    // ‖a − p‖ = 5, ‖a − n‖ = 2; the second triplet is far enough already
    hand: {
      settings: { margin: 1 },
      inputs: {
        anchor: [
          [0, 0],
          [1, 1],
        ],
        positive: [
          [3, 4],
          [1, 1],
        ],
        negative: [
          [0, 2],
          [5, 4],
        ],
      },
      values: [4, 0],
      gradients: {
        anchor: [
          [-0.6, 0.2],
          [0, 0],
        ],
        positive: [
          [0.6, 0.8],
          [0, 0],
        ],
        negative: [
          [0, -1],
          [0, 0],
        ],
      },
    },
    settings: [{}, { margin: 0.5, distance: 'manhattan' }, { margin: 2.5, distance: 'cosine' }],
  },
  'loss.cosineSimilarity': {
    // cos = 24/25; (0.96 − 0.46)²; ∂cos/∂u = (v̂ − cos · û) / ‖u‖
    hand: {
      settings: {},
      inputs: { sentence1: [[3, 4]], sentence2: [[4, 3]], score: [0.46] },
      values: [0.25],
      gradients: { sentence1: [[0.0448, -0.0336]], sentence2: [[-0.0336, 0.0448]] },
    },
    settings: [{}, { error: 'absolute' }, { transform: 'sigmoid' }, { onto: [-1, 1] }],
  },
  'loss.softmax': {
    // features (2, 1, 1), scores (4, 3): −ln σ(1)
    hand: {
      settings: {},
      inputs: { sentence1: [[2]], sentence2: [[1]], label: [0] },
      weights: {
        'classifier.weight': [
          [1, 0, 2],
          [0, 1, 1],
        ],
        'classifier.bias': [0, 1],
      },
      values: [-Math.log(1 - sigma)],
      gradients: {
        sentence1: [[-2 * sigma]],
        sentence2: [[2 * sigma]],
        'classifier.weight': [
          [-2 * sigma, -sigma, -sigma],
          [2 * sigma, sigma, sigma],
        ],
        'classifier.bias': [-sigma, sigma],
      },
    },
    settings: [{}, { parts: ['u', 'v'] }, { parts: ['u*v', '|u-v|'] }, { parts: ['u', 'v', '|u-v|', 'u*v'] }],
  },
  'loss.contrastive': {
    // d = 1 − 24/25: ½ · 0.04²; then the pair of equal texts labelled 0: ½ · 0.5². ∂/∂u = d · −(v̂ − cos · û) / ‖u‖
    hand: {
      settings: {},
      inputs: {
        sentence1: [
          [3, 4],
          [1, 0],
        ],
        sentence2: [
          [4, 3],
          [1, 0],
        ],
        label: [1, 0],
      },
      values: [0.0008, 0.125],
      gradients: {
        sentence1: [
          [-0.001792, 0.001344],
          [0, 0],
        ],
        sentence2: [
          [0.001344, -0.001792],
          [0, 0],
        ],
      },
    },
    settings: [
      {},
      { margin: 2, distance: 'euclidean' },
      { margin: 3, distance: 'manhattan' },
      { margin: 2, distance: 'euclidean', reduction: 'sum' },
    ],
  },
  'loss.onlineContrastive': {
    // distances 1 and 4 labelled 1, 2 and 5 labelled 0: 4 is farther than 2, 2 is nearer than 4: 4² + (3 − 2)²
    hand: {
      settings: { margin: 3, distance: 'manhattan' },
      inputs: { sentence1: [[1], [4], [2], [5]], sentence2: [[0], [0], [0], [0]], label: [1, 1, 0, 0] },
      values: [17],
      gradients: { sentence1: [[0], [8], [-2], [0]], sentence2: [[0], [-8], [2], [0]] },
    },
    settings: [{}, { margin: 3, distance: 'euclidean' }, { margin: 4, distance: 'manhattan' }],
    compares: true,
  },
  'loss.cosent': {
    // cosines 1 and 0 where the scores are 1 and 2: ln(1 + e^(1 − 0)); ∂ = σ(1) · (∂cos₀ − ∂cos₁)
    hand: {
      settings: { scale: 1 },
      inputs: {
        sentence1: [
          [1, 0],
          [2, 0],
        ],
        sentence2: [
          [1, 0],
          [0, 1],
        ],
        score: [1, 2],
      },
      values: [Math.log(1 + Math.E)],
      gradients: {
        sentence1: [
          [0, 0],
          [0, -(1 - sigma) / 2],
        ],
        sentence2: [
          [0, 0],
          [-(1 - sigma), 0],
        ],
      },
    },
    settings: [
      { scale: 2 },
      { scale: 1, similarity: 'dot' },
      { scale: 1, similarity: 'manhattan' },
      { scale: 1, similarity: 'euclidean' },
      { scale: 1, similarity: 'manhattan' },
    ],
    compares: true,
  },
  'loss.angle': {
    // as complex numbers 1 and 1 beside 1 and i: |cos + sin| 1 and |0 − 1|, scores 1 and 2: ln(1 + e⁰)
    hand: {
      settings: { scale: 1 },
      inputs: {
        sentence1: [
          [1, 0],
          [1, 0],
        ],
        sentence2: [
          [1, 0],
          [0, 1],
        ],
        score: [1, 2],
      },
      values: [Math.log(2)],
      // ½ (∂a₀ − ∂a₁): a₀ grows as u turns ahead of v, a₁ = −(cos + sin) falls by the cosine alone
      gradients: {
        sentence1: [
          [0, 0.5],
          [0, 0.5],
        ],
        sentence2: [
          [0, -0.5],
          [-(-0.5), 0],
        ],
      },
    },
    settings: [{ scale: 2 }, { scale: 1 }],
    compares: true,
  },
  'loss.mse': {
    // (1 + 4)/2 of the text, (0 + 1)/2 of its translation: their mean
    hand: {
      settings: {},
      inputs: { text: [[2, 2]], translation: [[1, 1]], target: [[1, 0]] },
      values: [1.5],
      gradients: { text: [[0.5, 1]], translation: [[0, 0.5]] },
    },
    settings: [{}, { teacher: small }, { projection: small.hidden }],
  },
  'loss.embedDistill': {
    // 1 − cos 45°, and 1 − 0.6 of a translation against a vector of its own: their mean
    hand: {
      settings: {},
      inputs: { text: [[1, 0]], translation: [[3, 4]], target: [[1, 1]], translationTarget: [[1, 0]] },
      values: [(1 - Math.SQRT1_2 + 0.4) / 2],
      // −½ (t̂ − cos · û) / ‖u‖
      gradients: { text: [[0, -Math.SQRT1_2 / 2]], translation: [[-0.064, 0.048]] },
    },
    settings: [
      {},
      { distance: 'l2' },
      { distance: 'mse', teacher: small },
      { distance: 'cosine', projection: small.hidden },
    ],
  },
  'loss.marginMse': {
    // products 2 with the positive, 1 and 3 with the negatives: margins 1 and −1, where scores 5, 3 and 5 ask for 2 and 0
    hand: {
      settings: {},
      inputs: { query: [[1]], positive: [[2]], negative: [[1]], negative_2: [[3]], scores: [[5, 3, 5]] },
      values: [1],
      // of both (margin − asked) = −1: ½ · 2 · −1 · (p − n₁ + p − n₂)
      gradients: { query: [[0]], positive: [[-2]], negative: [[1]], negative_2: [[1]] },
    },
    settings: [{}, { similarity: 'cosine' }, { similarity: 'euclidean' }],
  },
  'loss.multipleNegativesRanking': {
    // products 1 and 2 to the documents of the batch: ln(e + e²) − 1 and ln(1 + 1) − 0
    hand: {
      settings: { scale: 1, similarity: 'dot' },
      inputs: { anchor: [[1], [0]], positive: [[1], [2]] },
      values: [Math.log(1 + Math.E), Math.log(2)],
      gradients: {
        anchor: [[sigma * 1 + (1 - sigma) * 2 - 1], [0.5 * 1 + 0.5 * 2 - 2]],
        positive: [[sigma - 1], [1 - sigma]],
      },
    },
    settings: [
      { scale: 2 },
      { scale: 1, similarity: 'dot' },
      {
        scale: 1,
        similarity: 'euclidean',
        directions: ['query to document', 'document to query'],
        partition: 'per direction',
      },
      {
        scale: 1,
        similarity: 'euclidean',
        directions: ['query to document', 'query to query', 'document to query', 'document to document'],
      },
    ],
    compares: true,
  },
  'loss.gist': {
    // the guide finds the other row's texts far away, so all count: e^(0), e^(1) over {p₁, p₂, a₂, p₂}, beside itself left out
    hand: {
      settings: { guide: small, temperature: 1, contrast: [], margin: 0.5 },
      inputs: {
        anchor: [
          [1, 0],
          [0, 1],
        ],
        positive: [
          [0, 1],
          [0, 1],
        ],
        'guide.anchor': [
          [1, 0],
          [0, 1],
        ],
        'guide.positive': [
          [1, 0],
          [0, 1],
        ],
      },
      values: [Math.log(2), Math.log(2)],
      // cosines 0 and 0 of the first row, 1 and 1 of the second: all positives are one vector, so anchors have no direction to go
      gradients: {
        anchor: [
          [0, 0],
          [0, 0],
        ],
        positive: [
          [-0.5, 0],
          [0.5, 0],
        ],
      },
    },
    settings: [
      { guide: small, temperature: 1 },
      { guide: small, temperature: 0.5, margin: 0.3, marginStrategy: 'relative', contrast: ['positives'] },
      { guide: small, temperature: 1, margin: 0.2, contrast: [] },
    ],
    compares: true,
  },
  'loss.megaBatchMargin': {
    // cosines 1 and 0, the other row's 0.6 and 0.8: 0 + 0.6 − 0.3 and 0.8 − 0 + 0.8 − 0.3
    hand: {
      settings: {},
      inputs: {
        anchor: [
          [1, 0],
          [0.8, 0.6],
        ],
        positive: [
          [1, 0],
          [0.6, -0.8],
        ],
      },
      values: [0.3, 1.3],
      // the nearest of another row moves the anchor and it together, the own positive too where it is not near enough
      gradients: {
        anchor: [
          [0, -0.8],
          [0.36 - 0.6, -0.48 + 0.8],
        ],
        positive: [
          [0, 0.6],
          [0.64 - 0.8, 0.48 - 0.6],
        ],
      },
    },
    settings: [
      { positiveMargin: 0.7, negativeMargin: 0.2 },
      { positiveMargin: 0.95, negativeMargin: -0.5 },
    ],
    compares: true,
  },
  'loss.contrastiveTension': {
    // products 1 and 0, of a text beside itself and of two: ln(1 + e) − 1 + ln 2
    hand: {
      settings: {},
      inputs: { 'copy.sentence1': [[1], [0]], sentence2: [[1], [2]], label: [1, 0] },
      values: [Math.log(1 + Math.E) - 1 + Math.log(2)],
      gradients: { 'copy.sentence1': [[-sigma], [1]], sentence2: [[-sigma], [0]] },
    },
    settings: [{}],
  },
  'loss.contrastiveTensionInBatch': {
    // products 1, 2 and 0, 0: rows ln(e + e²), ln 2; columns ln(e + 1), ln(e² + 1)
    hand: {
      settings: { scale: 1, similarity: 'dot' },
      inputs: { 'copy.text': [[1], [0]], text: [[1], [2]] },
      weights: { logit_scale: 0 },
      values: [
        (Math.log(Math.E + Math.E ** 2) + Math.log(Math.E + 1)) / 2 - 1,
        (Math.log(2) + Math.log(Math.E ** 2 + 1)) / 2,
      ],
      // half the softmax of the row, half that of the column, less one on the diagonal
      gradients: {
        'copy.text': [
          [(sigma + (1 - sigma)) / 2 + (1 - sigma + 1 / (1 + Math.E ** -2)) - 1],
          [(0.5 + sigma) / 2 + (0.5 + 1 / (1 + Math.E ** 2)) - 2],
        ],
        text: [[(sigma + 1 - sigma) / 2 - 1], [(1 - sigma + 1 / (1 + Math.E ** -2)) / 2]],
        logit_scale: (sigma + (1 - sigma)) / 2 - 1 + (1 - sigma + 1 / (1 + Math.E ** -2)),
      },
    },
    settings: [{ scale: 2 }, { scale: 1, similarity: 'dot' }],
    compares: true,
  },
  'loss.denoisingAutoEncoder': {
    // what the decoder finds is the loss
    hand: {
      settings: { deletion: 0.5 },
      inputs: { 'told.text': 1.25 },
      values: [1.25],
      gradients: { 'told.text': 1 },
    },
    settings: [{}, { deletion: 0 }],
    compares: true,
  },
  'loss.globalOrthogonalRegularization': {
    // cosine 0.6 between the two: 0.6² of the mean, 0.36 − ½ < 0 of the square
    hand: {
      settings: { meanWeight: 2 },
      inputs: {
        text: [
          [1, 0],
          [0.6, 0.8],
        ],
      },
      values: [0.72],
      // 2 · 2 · 0.6 · ∂cos
      gradients: {
        text: [
          [0, 1.92],
          [2.4 * 0.64, 2.4 * -0.48],
        ],
      },
    },
    settings: [
      { similarity: 'dot', aggregation: 'sum', secondMomentWeight: 3 },
      { meanWeight: 0, similarity: 'euclidean' },
      {},
    ],
    compares: true,
  },
  'loss.distillKLDiv': {
    // the teacher says ½ and ½, the student e and 1: ln((1 + e)/2) − ½; ∂/∂sim = softmax − ½
    hand: {
      settings: {},
      inputs: { query: [[1]], positive: [[1]], negative: [[0]], scores: [[3, 3]] },
      values: [Math.log((1 + Math.E) / 2) - 0.5],
      gradients: { query: [[0.5 - sigma]], positive: [[0.5 - sigma]], negative: [[sigma - 0.5]] },
    },
    settings: [{}, { similarity: 'cosine', temperature: 0.5, teacherTemperature: 2 }],
  },
  'loss.batchHardTriplet': {
    // on a line, 0 and 3 of one class, 5 and 9 of another: 3 − 5 + 4, 3 − 2 + 4, 4 − 2 + 4, 4 − 6 + 4
    hand: {
      settings: { margin: 4 },
      inputs: { text: [[0], [3], [5], [9]], label: [0, 0, 1, 1] },
      values: [2, 5, 6, 2],
      // farthest: −1 +1, −1 +1, −1 +1, −1 +1; nearest, with the other sign: 0–5, 3–5, 5–3, 9–3
      gradients: { text: [[-2 + 1], [2 + 1 + 1 + 1], [-2 - 1 - 1 - 1], [2 - 1]] },
    },
    settings: [{}, { margin: 0.5, distance: 'cosine' }],
    compares: true,
  },
  'loss.batchHardSoftMarginTriplet': {
    // on a line, 0 and 2 of one class, 3 of another: farthest 2, 2 and none, nearest 3, 1 and 1
    hand: {
      settings: {},
      inputs: { text: [[0], [2], [3]], label: [0, 0, 1] },
      values: [Math.log(1 + 1 / Math.E), Math.log(1 + Math.E), Math.log(1 + 1 / Math.E)],
      // σ(−1), σ(1) and σ(−1) times (farthest − nearest)
      gradients: {
        text: [
          [sigma * (-1 + 1) + (1 - sigma) * -1],
          [sigma * 1 + (1 - sigma) * (1 + 1) + sigma * 1],
          [sigma * -1 + (1 - sigma) * -1 + sigma * -1],
        ],
      },
    },
    settings: [{}, { distance: 'cosine' }],
    compares: true,
  },
  'loss.batchAllTriplet': {
    // on a line, 0 and 2 of one class, 3 of another: 2 − 3 + 2 and 2 − 1 + 2, both of them counted
    hand: {
      settings: { margin: 2 },
      inputs: { text: [[0], [2], [3]], label: [0, 0, 1] },
      values: [2],
      // half of (−1 + 1) − 1, 1 + (1 + 1), −1 − 1
      gradients: { text: [[-0.5], [1.5], [-1]] },
    },
    settings: [{}, { margin: 0.5, distance: 'cosine' }],
    compares: true,
  },
  'loss.batchSemiHardTriplet': {
    // on a line, 0 and 2 of one class, 3 and 7 of another: beyond 2 from 0 lies 3, from 2 lies 7; beyond 4 from 3 and from 7 lie 0 and 2
    // within: 2 − 3 + 4, 2 − 5 + 4; from 3 none is beyond, so the farthest: 4 − 3 + 4; from 7 the nearest beyond is 2: 4 − 5 + 4
    hand: {
      settings: { margin: 4 },
      inputs: { text: [[0], [2], [3], [7]], label: [0, 0, 1, 1] },
      values: [(3 + 1 + 5 + 3) / 4],
      // pairs −1 +1 each twice; negatives, with the other sign: 0–3, 2–7, 3–0, 7–2
      gradients: { text: [[(-2 + 1 + 1) / 4], [(2 + 1 + 1) / 4], [(-2 - 1 - 1) / 4], [(2 - 1 - 1) / 4]] },
    },
    settings: [{}, { margin: 0.5, distance: 'cosine' }],
    compares: true,
  },
  'loss.matryoshka': {
    // both numbers: cos 0 against 1; the first alone: unit vectors 1 and 1, cos 1
    hand: {
      settings: { loss: cosineSimilarity(), dims: [2, 1], weights: [1, 3] },
      inputs: { '0.sentence1': [[1, 1]], '0.sentence2': [[1, -1]], '0.score': [1] },
      values: [1],
      // −2 · ∂cos/∂u = −2 · v̂ / ‖u‖; of a number alone the direction does not change
      gradients: { '0.sentence1': [[-1, 1]], '0.sentence2': [[-1, -1]] },
    },
    settings: [
      { loss: cosineSimilarity(), dims: [4, 2] },
      { loss: triplet(), dims: [4, 3], weights: [1, 0.5] },
      { loss: softmax({ parts: ['u', 'v'] }), dims: [4, 3] },
      { loss: mse(), dims: [2] },
    ],
  },
  'loss.adaptiveLayer': {
    // Of one layer the embeddings' output is the earlier one: ln² 3 / 2 twice, and 4 KL((½, ½) ‖ (¾, ¼)) = 2 ln 4/3
    hand: {
      settings: { loss: mse(), weighting: 'log', temperature: 1, priorWeight: 2, divergenceWeight: 4 },
      inputs: { '0.text': [[0, 0]], '0.target': [[0, 0]], 'layer0/0.text': [[Math.log(3), 0]] },
      values: [Math.log(3) ** 2 + 2 * Math.log(4 / 3)],
      // 2 · ln 3, and 4 · (softmax − ½); none to the last layer
      gradients: { '0.text': [[0, 0]], 'layer0/0.text': [[2 * Math.log(3) + 1, -1]] },
    },
    settings: [
      // Without gradient to the last layer the divergence is no function's; its own is worked out above.
      { loss: triplet(), divergenceWeight: 0 },
      { loss: softmax(), weighting: 'linear', lastWeight: 0.5, temperature: 0 },
    ],
  },
  'loss.sum': {
    // ‖a − p‖ − ‖a − n‖ + 1 = 5 − 2 + 1, twice; half of (24/25 − 0.46)²
    hand: {
      settings: { losses: [triplet(), cosineSimilarity()], weights: [2, 0.5] },
      inputs: {
        '0.anchor': [[0, 0]],
        '0.positive': [[3, 4]],
        '0.negative': [[0, 2]],
        '1.sentence1': [[3, 4]],
        '1.sentence2': [[4, 3]],
        '1.score': [0.46],
      },
      values: [8.125],
      gradients: {
        '0.anchor': [[-1.2, 0.4]],
        '0.positive': [[1.2, 1.6]],
        '0.negative': [[0, -2]],
        '1.sentence1': [[0.0224, -0.0168]],
        '1.sentence2': [[-0.0168, 0.0224]],
      },
    },
    settings: [
      { losses: [triplet(), mse()], weights: [1, 0.5] },
      { losses: [softmax(), softmax({ parts: ['u*v'] })] },
      { losses: [multipleNegativesRanking({ scale: 1 })] },
    ],
    compares: true,
  },
}

type Arrays = Readonly<Record<string, Nested>>
type Written = Readonly<Record<string, unknown>>
const doesOf = (definition: Definition) => {
  const { does } = definition
  if (does.family !== 'loss') throw new Error(`${definition.name} is no loss`)
  return does
}
const byName = (names: readonly string[], tensors: readonly tf.Tensor[]) =>
  Object.fromEntries(names.map((name, i) => [name, tensors[i]!]))
const made = (definition: Definition, written: Written): Stage => {
  const make = all.find(each => each.definition === definition) as unknown as (settings: object) => Stage
  return make(written)
}
const filled = (definition: Definition, written: Written) =>
  definition.options.decode(definition.name, { ...written }).value
/** What it reads of columns under the names of its roles. */
const inputsOf = (definition: Definition, written: Written, width: number) => {
  const columns = columnsFor(rolesOf(made(definition, written)), width)
  return { columns, inputs: doesOf(definition).inputs(filled(definition, written), columns) }
}

/** The loss as a function of the vectors and of its own weights; labels are held. */
const over = (definition: Definition, written: Written, inputs: Arrays, weights: Arrays) => {
  const does = doesOf(definition)
  const settings = filled(definition, written)
  const texts = Object.keys(inputs).filter(
    input => ['text', 'told'].includes(does.kindOf(input, settings)!) && !(`told.${input}` in inputs), // it is told by the decoder alone
  )
  const labels = Object.entries(inputs).filter(([input]) => !texts.includes(input))
  const heads = Object.keys(weights)
  return {
    names: [...texts, ...heads],
    at: [...texts.map(role => tensorOf(inputs[role]!)), ...heads.map(name => tensorOf(weights[name]!))],
    f: (...xs: tf.Tensor[]): tf.Tensor => {
      const held = labels.map(([role, values]) => [role, tensorOf(values)] as const)
      const vectors = byName(texts, xs.slice(0, texts.length))
      return does.apply({ ...vectors, ...Object.fromEntries(held) }, settings, byName(heads, xs.slice(texts.length)))
    },
  }
}

/** Random sentence vectors, and labels as the loss prepares them. */
const drawn = (definition: Definition, written: Written, count: number, width: number, seed: number) => {
  const { columns, inputs: read } = inputsOf(definition, written, width)
  const inputs = read.map(({ role, kind, is, prepare }, i): [string, Nested] => {
    if (kind === 'told') return [role, flat(randomNumbers(seed + i, 1))[0]!]
    if (kind === 'seen') return [role, randomNumbers(seed + i, count, (is as { readonly vector: number }).vector)]
    if (kind === 'scores' || kind === 'margins') return [role, randomNumbers(seed + i, count, read.length - 2)]
    if (kind === 'teacher')
      return [role, randomNumbers(seed + i, count, (written.projection as number | undefined) ?? width)]
    if (kind === 'text' || kind === 'vector') return [role, randomNumbers(seed + i, count, width)]
    const raw = flat(randomNumbers(seed + i, count)).map(x =>
      kind === 'score' ? 2.5 * (x + 1) : kind === 'class' ? Math.floor(1.5 * (x + 1)) : x > 0 ? 1 : 0,
    )
    return [role, raw.map(prepare)]
  })
  const weights = Object.entries(doesOf(definition).weights({ width, columns }, filled(definition, written))).map(
    ([name, shape], i): [string, Nested] => [
      name,
      randomNumbers(seed + 100 + i, ...('shape' in shape ? shape.shape : shape)),
    ],
  )
  return { inputs: Object.fromEntries(inputs), weights: Object.fromEntries(weights) }
}

/** Points at which gradients are compared; fewer do where a call costs more. */
const points = [1, 2, 3]

/** What holds for every loss, on the engine that is current when the tests run. */
export const contract = (
  test: Test,
  engine: string,
  seeds: readonly number[] = points,
  losses: readonly { readonly definition: Definition }[] = all,
): void => {
  for (const { definition } of losses) {
    const { name } = definition
    const row = (rows as Readonly<Record<string, Row>>)[name]
    const hand = row?.hand
    const tried = row?.settings ?? [{}]
    const [unsaid] = row === undefined ? definition.options.decode(name, {}).problems : []
    if (unsaid !== undefined) throw new Error(`${unsaid.sentence}: give it a row here, with settings to be tried with`)
    const compares = doesOf(definition).compares(filled(definition, tried[0]!)).length > 0 || row?.compares === true

    if (hand !== undefined)
      test(`${name} (${engine}): value and gradient worked by hand`, () => {
        const { f, at, names } = over(definition, hand.settings, hand.inputs, hand.weights ?? {})
        const found = withGradients(f, at)
        assert.ok(farthest(found.values, hand.values) < 1e-6, `${found.values}`)
        names.forEach((argument, i) => {
          const expected = flat(hand.gradients[argument]!)
          assert.ok(farthest(found.gradients[i]!, expected) < 1e-6, `${argument}: ${found.gradients[i]}`)
        })
      })

    for (const written of tried) {
      const said = `${name}(${JSON.stringify(written)}) (${engine})`

      test(`${said}: one value a row, the same for a row alone, or their sum, or one for rows that are compared`, () => {
        const { inputs, weights } = drawn(definition, written, 5, 4, 7)
        const { f, at } = over(definition, written, inputs, weights)
        const together = f(...at)
        if (compares) {
          assert.ok(together.rank === 0 || (together.rank === 1 && together.shape[0] === 5))
          return
        }
        assert.equal(together.shape, together.rank === 0 ? [] : [5])
        const alone = [0, 1, 2, 3, 4].map(row => {
          const one = Object.fromEntries(Object.entries(inputs).map(([role, all]) => [role, [(all as Nested[])[row]!]]))
          const { f, at } = over(definition, written, one, weights)
          return numbersOf(f(...at))[0]!
        })
        const expected = together.rank === 0 ? [alone.reduce((sum, each) => sum + each)] : alone
        assert.ok(farthest(numbersOf(together), expected) < 1e-6)
      })

      const { parts } = doesOf(definition)
      if (parts !== undefined)
        test(`${said}: parts have names of their own, and add up to the value`, () => {
          const { inputs, weights } = drawn(definition, written, 5, 4, 13)
          const given = [inputs, weights].map(each =>
            Object.fromEntries(Object.entries(each).map(([name, values]) => [name, tensorOf(values)])),
          ) as [Weights, Weights]
          const settings = filled(definition, written)
          const told = parts(given[0], settings, given[1])
          assert.ok(Object.keys(told).length > 0)
          const means = Object.values(told).map(part => numbersOf(part).reduce((sum, each) => sum + each) / part.size)
          const value = numbersOf(doesOf(definition).apply(given[0], settings, given[1]))
          const mean = value.reduce((sum, each) => sum + each) / value.length
          assert.ok(Math.abs(means.reduce((sum, each) => sum + each) - mean) < 1e-5, `${means} beside ${mean}`)
        })

      test(`${said}: rows in another order give the same values in that order`, () => {
        const { inputs, weights } = drawn(definition, written, 5, 4, 11)
        const order = [3, 0, 4, 1, 2]
        const turned = Object.fromEntries(
          Object.entries(inputs).map(([role, all]) => [
            role,
            typeof all === 'number' ? all : order.map(row => (all as Nested[])[row]!),
          ]),
        )
        const [straight, other] = [inputs, turned].map(each => over(definition, written, each, weights))
        const values = numbersOf(straight!.f(...straight!.at))
        assert.ok(
          farthest(numbersOf(other!.f(...other!.at)), values.length === 1 ? values : order.map(row => values[row]!)) <
            1e-6,
        )
      })

      test(`${said}: the gradient is that of finite differences`, () => {
        for (const seed of seeds) {
          const { inputs, weights } = drawn(definition, written, 4, 5, seed * 1000)
          const { f, at, names } = over(definition, written, inputs, weights)
          const { gradients } = withGradients(f, at)
          differences(f, at, undefined, 2 ** -9).forEach((expected, i) => {
            const far = farthest(gradients[i]!, expected)
            assert.ok(far < 1e-3, `${names[i]} is off by ${far}`)
          })
        }
      })

      test(`${said}: settings survive JSON`, () => {
        const pipe = [...front, made(definition, written)]
        const { columns } = inputsOf(definition, written, small.hidden)
        const data = { data: 'none', columns, splits: ['train'], origin: { rows: { train: [] } } }
        const pipeline = check(data, pipe)
        assert.equal(pipeline.problems, [])
        const json = toJson(pipeline)
        const again = fromJson([...core, mean, ...all], JSON.parse(JSON.stringify(json)))
        if (again._tag === 'Left') throw new Error(JSON.stringify(again.left))
        assert.equal(toJson(again.right), json)
        const [, , , read] = again.right.stages
        assert.equal(plain(settingsOf(read!)), plain(filled(definition, written)))
      })
    }
  }
}

/** Values alone: a stage in a setting carries its definition, which is the same one. */
const plain = (settings: unknown): unknown => JSON.parse(JSON.stringify(settings))
