import { type Decisions, refused } from './decision.js'

const image = refused('works on images')
const volume = refused('works on volumes')
const spectrum = refused('works on complex numbers, which no graph of ours holds')
const words = refused('works on strings, which are tokens before a step begins')
const ragged = refused('works on sparse or ragged tensors; texts come packed or padded')
const bySize = refused('the size of its result depends on values')
const uncalled = refused('no function of tfjs-core calls it: they are made of other kernels')

/** What a step over texts has no use for, or what no graph of fixed operations can do, each with the reason. */
export const refusals = {
  AvgPool3D: volume,
  AvgPool3DGrad: volume,
  BroadcastArgs: refused('its result is a shape: shapes are known without it'),
  Complex: spectrum,
  ComplexAbs: spectrum,
  Conv3D: volume,
  Conv3DBackpropFilterV2: volume,
  Conv3DBackpropInputV2: volume,
  CropAndResize: image,
  DenseBincount: refused('tfjs-node has no such kernel: tf.bincount, or tf.oneHot and tf.sum'),
  DepthToSpace: image,
  Dilation2D: image,
  Dilation2DBackpropFilter: image,
  Dilation2DBackpropInput: image,
  Draw: image,
  FFT: spectrum,
  FlipLeftRight: image,
  FromPixels: image,
  IFFT: spectrum,
  Imag: spectrum,
  LRN: image,
  LRNGrad: image,
  LogicalXor: uncalled,
  LowerBound: uncalled,
  MatrixBandPart: uncalled,
  MaxPool3D: volume,
  MaxPool3DGrad: volume,
  MaxPoolWithArgmax: image,
  Multinomial: refused('draws numbers that no seed of a run makes again'),
  NonMaxSuppressionV3: image,
  NonMaxSuppressionV4: image,
  NonMaxSuppressionV5: image,
  Pool: uncalled,
  RaggedGather: ragged,
  RaggedRange: ragged,
  RaggedTensorToTensor: ragged,
  Real: spectrum,
  ResizeBilinear: image,
  ResizeBilinearGrad: image,
  ResizeNearestNeighbor: image,
  ResizeNearestNeighborGrad: image,
  RotateWithOffset: image,
  SparseFillEmptyRows: ragged,
  SparseReshape: ragged,
  SparseSegmentMean: ragged,
  SparseSegmentSum: ragged,
  StaticRegexReplace: words,
  StringNGrams: words,
  StringSplit: words,
  StringToHashBucketFast: words,
  Transform: image,
  Unique: bySize,
  UpperBound: uncalled,
} as const satisfies Decisions
