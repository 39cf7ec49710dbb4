// The arithmetic of operations.cc on rows of numbers. Included once for each kind of processor, inside a namespace of its own.

inline float bits(int32_t x) {
  float y;
  __builtin_memcpy(&y, &x, 4);
  return y;
}

// eˣ for x ≤ 0: 2ⁿ · eʳ with |r| ≤ ½ ln 2, eʳ by its series; 0 where float32 has no normal number for it.
inline float exponential(float given) {
  const float x = given < -87.0f ? -87.0f : given;
  const float n = (x * 1.44269504f + 12582912.0f) - 12582912.0f;
  const float r = (x - n * 0.693359375f) + n * 2.12194440e-4f;
  float sum = 1.0f / 5040;
  sum = sum * r + 1.0f / 720;
  sum = sum * r + 1.0f / 120;
  sum = sum * r + 1.0f / 24;
  sum = sum * r + 1.0f / 6;
  sum = sum * r + 0.5f;
  sum = sum * r + 1.0f;
  sum = sum * r + 1.0f;
  return given < -87.0f ? 0.0f : sum * bits(((int32_t)n + 127) << 23);
}

// Φ(x) and e^(−x²/2). The error function as in Abramowitz & Stegun 7.1.26, whose error is at most 1.5 · 10⁻⁷.
inline float normal_cdf(float x, float* density) {
  const float z = __builtin_fabsf(x) * 0.70710678f;
  const float e = exponential(-z * z);
  const float t = 1.0f / (1.0f + 0.3275911f * z);
  float sum = 1.061405429f;
  sum = sum * t - 1.453152027f;
  sum = sum * t + 1.421413741f;
  sum = sum * t - 0.284496736f;
  sum = sum * t + 0.254829592f;
  const float tail = 0.5f * sum * t * e;
  *density = e;
  return x < 0 ? tail : 1.0f - tail;
}

static void norm_rows(const float* x, const float* weight, const float* bias, float epsilon, int64_t from, int64_t to,
                    int64_t width, float* __restrict y, float* mean, float* scale) {
  for (int64_t i = from; i < to; i++) {
    const float* row = x + i * width;
    float* out = y + i * width;
    float sum = 0, squares = 0;
#pragma omp simd reduction(+ : sum)
    for (int64_t j = 0; j < width; j++) sum += row[j];
    const float m = sum / width;
#pragma omp simd reduction(+ : squares)
    for (int64_t j = 0; j < width; j++) squares += (row[j] - m) * (row[j] - m);
    const float s = 1.0f / __builtin_sqrtf(squares / width + epsilon);
    mean[i] = m;
    scale[i] = s;
#pragma omp simd
    for (int64_t j = 0; j < width; j++) out[j] = (row[j] - m) * s * weight[j] + bias[j];
  }
}

// With n the normal rows and g = dy · weight: dx = scale · (g − mean(g) − n · mean(g · n)); dweight = Σ dy · n, dbias = Σ dy.
static void norm_gradient_rows(const float* dy, const float* x, const float* mean, const float* scale, const float* weight,
                             int64_t from, int64_t to, int64_t width, float* __restrict dx, float* __restrict dweight,
                               float* __restrict dbias) {
  for (int64_t i = from; i < to; i++) {
    const float *d = dy + i * width, *row = x + i * width;
    float* out = dx + i * width;
    const float m = mean[i], s = scale[i];
    float sum = 0, along = 0;
#pragma omp simd reduction(+ : sum, along)
    for (int64_t j = 0; j < width; j++) {
      const float n = (row[j] - m) * s, g = d[j] * weight[j];
      sum += g;
      along += g * n;
      dweight[j] += d[j] * n;
      dbias[j] += d[j];
    }
    const float a = sum / width, b = along / width;
#pragma omp simd
    for (int64_t j = 0; j < width; j++) out[j] = s * (d[j] * weight[j] - a - (row[j] - m) * s * b);
  }
}

static void gelu_rows(const float* x, int64_t from, int64_t to, float* __restrict y) {
#pragma omp simd
  for (int64_t i = from; i < to; i++) {
    float density;
    y[i] = x[i] * normal_cdf(x[i], &density);
  }
}

// d(x · Φ(x)) = Φ(x) + x · φ(x); and the sums of the rows.
static void gelu_gradient_rows(const float* dy, const float* x, int64_t from, int64_t to, int64_t width, float* __restrict dx,
                               float* __restrict sums) {
  for (int64_t i = from; i < to; i++) {
    const float *d = dy + i * width, *row = x + i * width;
    float* out = dx + i * width;
#pragma omp simd
    for (int64_t j = 0; j < width; j++) {
      float density;
      const float below = normal_cdf(row[j], &density);
      const float made = d[j] * (below + row[j] * density * 0.398942280f);
      out[j] = made;
      sums[j] += made;
    }
  }
}

static void sum_rows(const float* x, int64_t from, int64_t to, int64_t width, float* __restrict sums) {
  for (int64_t i = from; i < to; i++) {
    const float* row = x + i * width;
#pragma omp simd
    for (int64_t j = 0; j < width; j++) sums[j] += row[j];
  }
}

// Philox-4x32-10 (Salmon et al. 2011): blocks `first` … of a stream, as lanes of 16 bits; the masks of dropout.
constexpr int group = 16;
constexpr int lanes_of_group = group * 8;

// Lanes `from` (a multiple of 8) to `to` of a stream, `scale` where one is at least `dropped`, else 0; `mask` has room for a group more.
static void draw_lanes(uint64_t key, uint64_t start, uint64_t stream, int64_t from, int64_t to, uint32_t dropped,
                       float scale, float* __restrict mask) {
  for (int64_t at = from; at < to; at += lanes_of_group) {
    uint32_t c0[group], c1[group], c2[group], c3[group];
#pragma omp simd
    for (int i = 0; i < group; i++) {
      const uint64_t block = start + (uint64_t)(at / 8) + i;
      c0[i] = (uint32_t)block;
      c1[i] = (uint32_t)(block >> 32);
      c2[i] = (uint32_t)stream;
      c3[i] = (uint32_t)(stream >> 32);
    }
    uint32_t k0 = (uint32_t)key, k1 = (uint32_t)(key >> 32);
    for (int round = 0; round < 10; round++) {
#pragma omp simd
      for (int i = 0; i < group; i++) {
        const uint64_t a = (uint64_t)c0[i] * 0xd2511f53u, b = (uint64_t)c2[i] * 0xcd9e8d57u;
        c0[i] = (uint32_t)(b >> 32) ^ c1[i] ^ k0;
        c2[i] = (uint32_t)(a >> 32) ^ c3[i] ^ k1;
        c1[i] = (uint32_t)b;
        c3[i] = (uint32_t)a;
      }
      k0 += 0x9e3779b9u;
      k1 += 0xbb67ae85u;
    }
    float* kept = mask + (at - from);
    for (int i = 0; i < group; i++) {
      const uint32_t words[4] = {c0[i], c1[i], c2[i], c3[i]};
      for (int w = 0; w < 4; w++) {
        kept[i * 8 + 2 * w] = (words[w] & 0xffffu) >= dropped ? scale : 0.0f;
        kept[i * 8 + 2 * w + 1] = (words[w] >> 16) >= dropped ? scale : 0.0f;
      }
    }
  }
}

static void dropout_lanes(const float* x, uint64_t key, uint64_t start, uint64_t stream, int64_t from, int64_t to,
                          uint32_t dropped, float scale, float* y) {
  float mask[lanes_of_group];
  for (int64_t at = from; at < to; at += lanes_of_group) {
    const int64_t count = to - at < lanes_of_group ? to - at : lanes_of_group;
    draw_lanes(key, start, stream, at, at + count, dropped, scale, mask);
#pragma omp simd
    for (int64_t i = 0; i < count; i++) y[at + i] = x[at + i] * mask[i];
  }
}

// ---- Attention of one head in one sentence. Small matrices, row after row; sides that are vectors have room for whole ones.

constexpr int64_t lane = 32;
inline int64_t roomy(int64_t side) { return (side + lane - 1) / lane * lane; }

// Sixteen numbers; the compiler makes of them what the processor has.
typedef float Sixteen __attribute__((vector_size(64), aligned(4), may_alias));

// C [m, n] = A [m, k] · B [k, n], n a multiple of `lane`; A's steps down and along say whether it is turned. Some rows and
// one lane of columns at a time stay in registers.
template <int rows>
inline void product_rows(const float* a, int64_t down, int64_t along, const float* b, int64_t ldb, float* c, int64_t ldc,
                         int64_t n, int64_t k) {
  for (int64_t j = 0; j < n; j += lane) {
    Sixteen low[rows] = {}, high[rows] = {};
    for (int64_t d = 0; d < k; d++) {
      const Sixteen *right = (const Sixteen*)(b + d * ldb + j), first = right[0], second = right[1];
      for (int r = 0; r < rows; r++) {
        const float left = a[r * down + d * along];
        low[r] += left * first;
        high[r] += left * second;
      }
    }
    for (int r = 0; r < rows; r++) {
      *(Sixteen*)(c + r * ldc + j) = low[r];
      *(Sixteen*)(c + r * ldc + j + 16) = high[r];
    }
  }
}
inline void product(const float* a, int64_t down, int64_t along, const float* b, int64_t ldb, float* c, int64_t ldc,
                    int64_t m, int64_t n, int64_t k) {
  int64_t i = 0;
  for (; i + 6 <= m; i += 6) product_rows<6>(a + i * down, down, along, b, ldb, c + i * ldc, ldc, n, k);
  for (; i + 2 <= m; i += 2) product_rows<2>(a + i * down, down, along, b, ldb, c + i * ldc, ldc, n, k);
  for (; i < m; i++) product_rows<1>(a + i * down, down, along, b, ldb, c + i * ldc, ldc, n, k);
}
// [rows, width] to [width, to], where rows ≤ to.
inline void turned(const float* x, int64_t rows, int64_t width, int64_t ldx, float* y, int64_t to) {
  for (int64_t j = 0; j < width; j++)
    for (int64_t i = 0; i < rows; i++) y[j * to + i] = x[i * ldx + j];
}
inline void gathered(const float* list, const int32_t* places, int64_t rows, int64_t width, float factor, float* y,
                     int64_t ldy) {
  for (int64_t i = 0; i < rows; i++) {
    const float* row = list + (int64_t)places[i] * width;
#pragma omp simd
    for (int64_t j = 0; j < width; j++) y[i * ldy + j] = row[j] * factor;
  }
}

// What surrounds one head of one sentence: `length` places for tokens, `width` numbers a head.
struct Head {
  int64_t length, width;
  const float* list;  // rows of a head's width: queries, keys and values
  const int32_t *query, *key, *value;
  const float* bias;  // [length, length]
  float factor;
  // The mask of dropout; none where `dropped` is 0.
  uint64_t seed, start, stream;
  int64_t lanes_from;
  uint32_t dropped;
};

// The mask of dropout from lane `from` on, which need not begin a group of lanes.
static void mask_lanes(const Head& head, int64_t count, float* room, float** mask) {
  const int64_t begin = head.lanes_from / 8 * 8;
  const float scale = 65536.0f / (65536 - head.dropped);
  draw_lanes(head.seed, head.start, head.stream, begin, head.lanes_from + count, head.dropped, scale, room);
  *mask = room + (head.lanes_from - begin);
}

// How many numbers of scratch a head needs.
inline int64_t scratch_of(int64_t length, int64_t width) {
  const int64_t l = roomy(length), w = roomy(width);
  return 6 * length * w + 2 * w * l + 2 * length * l + length * length + 2 * lanes_of_group;
}

// weights = softmax(q kᵀ · factor + bias), [length, length]; y = (weights ⊙ mask) v, [length, width].
static void attend(const Head& head, float* scratch, float* y, float* weights) {
  const int64_t n = head.length, w = head.width, wide = roomy(w), l = roomy(n);
  float* q = scratch;
  float* k = q + n * wide;
  float* v = k + n * wide;
  float* keys = v + n * wide;
  float* scores = keys + wide * l;
  float* mixed = scores + n * l;
  float* room = mixed + n * wide;
  if (wide > w)
    for (int64_t i = 0; i < n * wide; i++) v[i] = 0;
  for (int64_t i = 0; i < w * l; i++) keys[i] = 0;
  gathered(head.list, head.query, n, w, head.factor, q, wide);
  gathered(head.list, head.key, n, w, 1, k, wide);
  gathered(head.list, head.value, n, w, 1, v, wide);
  turned(k, n, w, wide, keys, l);
  product(q, wide, 1, keys, l, scores, l, n, l, w);
  float* mask = nullptr;
  if (head.dropped > 0) mask_lanes(head, n * n, room, &mask);
  // Whole vectors: what is behind the last key weighs nothing.
  const int64_t whole = (n + 15) / 16 * 16;
  float* bias = mixed;
  for (int64_t j = n; j < whole; j++) bias[j] = -1e30f;
  for (int64_t i = 0; i < n; i++) {
    float* row = scores + i * l;
    float most = -3.0e38f, sum = 0;
    __builtin_memcpy(bias, head.bias + i * n, n * sizeof(float));
#pragma omp simd reduction(max : most)
    for (int64_t j = 0; j < whole; j++) {
      row[j] += bias[j];
      most = row[j] > most ? row[j] : most;
    }
#pragma omp simd reduction(+ : sum)
    for (int64_t j = 0; j < whole; j++) {
      row[j] = exponential(row[j] - most);
      sum += row[j];
    }
    const float share = 1.0f / sum;
#pragma omp simd
    for (int64_t j = 0; j < whole; j++) row[j] *= share;
    __builtin_memcpy(weights + i * n, row, n * sizeof(float));
    if (mask) {
#pragma omp simd
      for (int64_t j = 0; j < whole; j++) row[j] *= mask[i * n + j];
    }
  }
  product(scores, l, 1, v, wide, mixed, wide, n, wide, n);
  for (int64_t i = 0; i < n; i++)
#pragma omp simd
    for (int64_t j = 0; j < w; j++) y[i * w + j] = mixed[i * wide + j];
}

// With P the weights, M the mask, D = P ⊙ M and G the gradient of y: dv = Dᵀ G; T = D ⊙ (G vᵀ); S = T − P · Σ T along keys;
// dq = S k · factor, dk = Sᵀ q · factor.
static void attend_gradient(const Head& head, const float* weights, const float* list, const int32_t* places,
                            float* scratch, float* dq, float* dk, float* dv) {
  const int64_t n = head.length, w = head.width, wide = roomy(w), l = roomy(n);
  float* q = scratch;
  float* k = q + n * wide;
  float* g = k + n * wide;
  float* made = g + n * wide;
  float* values = made + n * wide;
  float* scores = values + wide * l;
  float* dropped = scores + n * l;
  float* room = dropped + n * l;
  if (wide > w)
    for (int64_t i = 0; i < 3 * n * wide; i++) q[i] = 0;
  for (int64_t i = 0; i < w * l; i++) values[i] = 0;
  gathered(head.list, head.value, n, w, 1, made, wide);
  turned(made, n, w, wide, values, l);
  gathered(head.list, head.query, n, w, head.factor, q, wide);
  gathered(head.list, head.key, n, w, 1, k, wide);
  gathered(list, places, n, w, 1, g, wide);
  product(g, wide, 1, values, l, scores, l, n, l, w);
  float* mask = nullptr;
  if (head.dropped > 0) mask_lanes(head, n * n, room, &mask);
  const int64_t whole = (n + 15) / 16 * 16;
  float* p = made;
  for (int64_t j = n; j < whole; j++) p[j] = 0;
  for (int64_t i = 0; i < n; i++) {
    float *s = scores + i * l, *d = dropped + i * l, sum = 0;
    __builtin_memcpy(p, weights + i * n, n * sizeof(float));
    if (mask) {
#pragma omp simd
      for (int64_t j = 0; j < whole; j++) d[j] = p[j] * mask[i * n + j];
    } else {
#pragma omp simd
      for (int64_t j = 0; j < whole; j++) d[j] = p[j];
    }
#pragma omp simd reduction(+ : sum)
    for (int64_t j = 0; j < whole; j++) {
      s[j] *= d[j];
      sum += s[j];
    }
#pragma omp simd
    for (int64_t j = 0; j < whole; j++) s[j] -= p[j] * sum;
  }
  const auto write = [&](float factor, float* y) {
    for (int64_t i = 0; i < n; i++)
#pragma omp simd
      for (int64_t j = 0; j < w; j++) y[i * w + j] = made[i * wide + j] * factor;
  };
  product(dropped, 1, l, g, wide, made, wide, n, wide, n);
  write(1, dv);
  product(scores, l, 1, k, wide, made, wide, n, wide, n);
  write(head.factor, dq);
  product(scores, 1, l, q, wide, made, wide, n, wide, n);
  write(1, dk);
}
