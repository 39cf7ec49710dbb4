// What a training step computes in many small passes where TensorFlow has no operation of its own, in one pass each: layer
// norm, GELU, dropout and attention with their gradients, and sums of rows. Written against TensorFlow's C interface. Work is cut into
// blocks of a fixed size, so results do not depend on how many threads there are.
#include <tensorflow/c/kernels.h>
#include <tensorflow/c/ops.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace {

// ---- Threads: whoever computes takes blocks itself; helpers take what is left when they are awake in time.

struct Job {
  int64_t blocks;
  const std::function<void(int64_t)>* work;
  std::atomic<int64_t> next{0}, done{0};

  void take() {
    for (int64_t block; (block = next++) < blocks; done++) (*work)(block);
  }
};

class Helpers {
 public:
  explicit Helpers(int count) {
    for (int i = 0; i < count; i++) std::thread([this] { serve(); }).detach();
    none_ = count == 0;
  }
  void run(int64_t blocks, const std::function<void(int64_t)>& work) {
    if (none_ || blocks < 2) {
      for (int64_t block = 0; block < blocks; block++) work(block);
      return;
    }
    auto job = std::make_shared<Job>();
    job->blocks = blocks;
    job->work = &work;
    {
      std::lock_guard<std::mutex> hold(mutex_);
      jobs_.push_back(job);
    }
    wake_.notify_one();
    job->take();
    {
      std::lock_guard<std::mutex> hold(mutex_);
      for (size_t i = 0; i < jobs_.size(); i++)
        if (jobs_[i] == job) jobs_.erase(jobs_.begin() + i--);
    }
    while (job->done < blocks) std::this_thread::yield();
  }

 private:
  void serve() {
    for (;;) {
      std::shared_ptr<Job> job;
      {
        std::unique_lock<std::mutex> hold(mutex_);
        wake_.wait(hold, [this] { return !jobs_.empty(); });
        job = jobs_.front();
        if (job->next >= job->blocks) jobs_.erase(jobs_.begin());
      }
      job->take();
    }
  }
  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<std::shared_ptr<Job>> jobs_;
  bool none_;
};

// Never destroyed: its threads live as long as the process.
Helpers& helpers() {
  static Helpers* made = [] {
    const char* given = std::getenv("TF_NUM_INTRAOP_THREADS");
    const int threads = given && std::atoi(given) > 0 ? std::atoi(given) : (int)std::thread::hardware_concurrency();
    return new Helpers(threads > 1 ? threads - 1 : 0);
  }();
  return *made;
}

// Rows in blocks of so many that one takes some tens of microseconds: less is not worth waking a thread for.
int64_t rows_of(int64_t width) { return std::max<int64_t>(1, 131072 / std::max<int64_t>(1, width)); }

template <class F>
void each_block(int64_t count, int64_t size, F work) {
  const std::function<void(int64_t)> block = [=](int64_t i) { work(i, i * size, std::min(count, (i + 1) * size)); };
  helpers().run((count + size - 1) / size, block);
}

// ---- Arithmetic, compiled for each kind of processor; which one runs is decided when the library is loaded.

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#pragma GCC push_options
#pragma GCC target("avx2,fma,avx512f,avx512bw,avx512dq,avx512vl")
namespace avx512 {
#include "rows.h"
}
#pragma GCC pop_options
#pragma GCC push_options
#pragma GCC target("avx2,fma")
namespace avx2 {
#include "rows.h"
}
#pragma GCC pop_options
#define KINDS
#endif
namespace plain {
#include "rows.h"
}

#ifdef KINDS
const bool has_avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                        __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
const bool has_avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#define WITH_KIND(call)                   \
  do {                                    \
    if (has_avx512) {                     \
      namespace kind = avx512;            \
      avx512::call;                       \
    } else if (has_avx2) {                \
      namespace kind = avx2;              \
      avx2::call;                         \
    } else {                              \
      namespace kind = plain;             \
      plain::call;                        \
    }                                     \
  } while (0)
#define ROWS(function) (has_avx512 ? avx512::function : has_avx2 ? avx2::function : plain::function)
#else
#define WITH_KIND(call)       \
  do {                        \
    namespace kind = plain;   \
    plain::call;              \
  } while (0)
#define ROWS(function) (plain::function)
#endif

// ---- TensorFlow

// What a kernel is given and makes; a failure is TensorFlow's to tell.
class Call {
 public:
  explicit Call(TF_OpKernelContext* context) : context_(context), status_(TF_NewStatus()) {}
  ~Call() {
    for (TF_Tensor* tensor : tensors_) TF_DeleteTensor(tensor);
    if (TF_GetCode(status_) != TF_OK) TF_OpKernelContext_Failure(context_, status_);
    TF_DeleteStatus(status_);
  }
  TF_Tensor* tensor(int i) {
    TF_Tensor* given = nullptr;
    TF_GetInput(context_, i, &given, status_);
    if (TF_GetCode(status_) != TF_OK) return nullptr;
    tensors_.push_back(given);
    return given;
  }
  const float* input(int i) {
    TF_Tensor* given = tensor(i);
    return given ? static_cast<const float*>(TF_TensorData(given)) : nullptr;
  }
  const int32_t* whole(int i) {
    TF_Tensor* given = tensor(i);
    return given ? static_cast<const int32_t*>(TF_TensorData(given)) : nullptr;
  }
  const uint64_t* counter(int i) {
    TF_Tensor* given = tensor(i);
    return given ? static_cast<const uint64_t*>(TF_TensorData(given)) : nullptr;
  }
  float* output(int i, std::vector<int64_t> shape) {
    int64_t size = 1;
    for (int64_t side : shape) size *= side;
    TF_Tensor* made = TF_AllocateOutput(context_, i, TF_FLOAT, shape.data(), (int)shape.size(), size * 4, status_);
    if (TF_GetCode(status_) != TF_OK) return nullptr;
    tensors_.push_back(made);
    return static_cast<float*>(TF_TensorData(made));
  }
  bool failed() const { return TF_GetCode(status_) != TF_OK; }

 private:
  TF_OpKernelContext* context_;
  TF_Status* status_;
  std::vector<TF_Tensor*> tensors_;
};

std::vector<int64_t> shape_of(const TF_Tensor* x) {
  std::vector<int64_t> shape;
  for (int i = 0; i < TF_NumDims(x); i++) shape.push_back(TF_Dim(x, i));
  return shape;
}

// Sums that each block of rows has for itself, added up in the order of the blocks.
struct Sums {
  Sums(int64_t blocks, int64_t width) : blocks(blocks), width(width), each(blocks * width, 0.0f) {}
  float* of(int64_t block) { return each.data() + block * width; }
  void into(float* sums) const {
    for (int64_t j = 0; j < width; j++) sums[j] = 0;
    for (int64_t block = 0; block < blocks; block++)
      for (int64_t j = 0; j < width; j++) sums[j] += each[block * width + j];
  }
  int64_t blocks, width;
  std::vector<float> each;
};

struct Epsilon {
  float value;
};
struct Dropped {
  int32_t value;
};

void* none(TF_OpKernelConstruction*) { return nullptr; }
void keep_none(void*) {}

void* read_epsilon(TF_OpKernelConstruction* construction) {
  auto* read = new Epsilon{0};
  TF_Status* status = TF_NewStatus();
  TF_OpKernelConstruction_GetAttrFloat(construction, "epsilon", &read->value, status);
  if (TF_GetCode(status) != TF_OK) TF_OpKernelConstruction_Failure(construction, status);
  TF_DeleteStatus(status);
  return read;
}
void* read_dropped(TF_OpKernelConstruction* construction) {
  auto* read = new Dropped{0};
  TF_Status* status = TF_NewStatus();
  TF_OpKernelConstruction_GetAttrInt32(construction, "dropped", &read->value, status);
  if (TF_GetCode(status) != TF_OK) TF_OpKernelConstruction_Failure(construction, status);
  TF_DeleteStatus(status);
  return read;
}

void norm(void* kernel, TF_OpKernelContext* context) {
  Call call(context);
  TF_Tensor* given = call.tensor(0);
  const float *weight = call.input(1), *bias = call.input(2);
  if (call.failed()) return;
  const auto shape = shape_of(given);
  const int64_t rows = shape[0], width = shape[1];
  float *y = call.output(0, shape), *mean = call.output(1, {rows}), *scale = call.output(2, {rows});
  if (call.failed()) return;
  const float* x = static_cast<const float*>(TF_TensorData(given));
  const float epsilon = static_cast<Epsilon*>(kernel)->value;
  each_block(rows, rows_of(width), [=](int64_t, int64_t from, int64_t to) {
    ROWS(norm_rows)(x, weight, bias, epsilon, from, to, width, y, mean, scale);
  });
}

void norm_gradient(void*, TF_OpKernelContext* context) {
  Call call(context);
  TF_Tensor* given = call.tensor(0);
  const float *x = call.input(1), *mean = call.input(2), *scale = call.input(3), *weight = call.input(4);
  if (call.failed()) return;
  const auto shape = shape_of(given);
  const int64_t rows = shape[0], width = shape[1], size = rows_of(width), blocks = (rows + size - 1) / size;
  float *dx = call.output(0, shape), *dweight = call.output(1, {width}), *dbias = call.output(2, {width});
  if (call.failed()) return;
  const float* dy = static_cast<const float*>(TF_TensorData(given));
  Sums weights(blocks, width), biases(blocks, width);
  each_block(rows, size, [&](int64_t block, int64_t from, int64_t to) {
    ROWS(norm_gradient_rows)(dy, x, mean, scale, weight, from, to, width, dx, weights.of(block), biases.of(block));
  });
  weights.into(dweight);
  biases.into(dbias);
}

void gelu(void*, TF_OpKernelContext* context) {
  Call call(context);
  TF_Tensor* given = call.tensor(0);
  if (call.failed()) return;
  float* y = call.output(0, shape_of(given));
  if (call.failed()) return;
  const float* x = static_cast<const float*>(TF_TensorData(given));
  each_block(TF_TensorElementCount(given), 65536, [=](int64_t, int64_t from, int64_t to) { ROWS(gelu_rows)(x, from, to, y); });
}

void gelu_gradient(void*, TF_OpKernelContext* context) {
  Call call(context);
  TF_Tensor* given = call.tensor(0);
  const float* x = call.input(1);
  if (call.failed()) return;
  const auto shape = shape_of(given);
  const int64_t rows = shape[0], width = shape[1];
  const int64_t size = std::max<int64_t>(1, 65536 / std::max<int64_t>(1, width)), blocks = (rows + size - 1) / size;
  float *dx = call.output(0, shape), *sums = call.output(1, {width});
  if (call.failed()) return;
  const float* dy = static_cast<const float*>(TF_TensorData(given));
  Sums each(blocks, width);
  each_block(rows, size, [&](int64_t block, int64_t from, int64_t to) {
    ROWS(gelu_gradient_rows)(dy, x, from, to, width, dx, each.of(block));
  });
  each.into(sums);
}

void column_sums(void*, TF_OpKernelContext* context) {
  Call call(context);
  TF_Tensor* given = call.tensor(0);
  if (call.failed()) return;
  const auto shape = shape_of(given);
  const int64_t rows = shape[0], width = shape[1], size = rows_of(width) * 4, blocks = (rows + size - 1) / size;
  float* sums = call.output(0, {width});
  if (call.failed()) return;
  const float* x = static_cast<const float*>(TF_TensorData(given));
  Sums each(blocks, width);
  each_block(rows, size, [&](int64_t block, int64_t from, int64_t to) { ROWS(sum_rows)(x, from, to, width, each.of(block)); });
  each.into(sums);
}

void dropout(void* kernel, TF_OpKernelContext* context) {
  Call call(context);
  TF_Tensor *given = call.tensor(0), *key = call.tensor(1), *counter = call.tensor(2);
  if (call.failed()) return;
  float* y = call.output(0, shape_of(given));
  if (call.failed()) return;
  const float* x = static_cast<const float*>(TF_TensorData(given));
  const uint64_t seed = *static_cast<const uint64_t*>(TF_TensorData(key));
  const uint64_t* from = static_cast<const uint64_t*>(TF_TensorData(counter));
  const uint64_t start = from[0], stream = from[1];
  const uint32_t dropped = (uint32_t) static_cast<Dropped*>(kernel)->value;
  const float scale = 65536.0 / (65536 - dropped);
  each_block(TF_TensorElementCount(given), 65536, [=](int64_t, int64_t from, int64_t to) {
    ROWS(dropout_lanes)(x, seed, start, stream, from, to, dropped, scale, y);
  });
}

// What both directions of attention are told: the factor of the queries, and how many lanes dropout drops.
struct Attention {
  float factor;
  int32_t dropped;
};
void* read_attention(TF_OpKernelConstruction* construction) {
  auto* read = new Attention{1, 0};
  TF_Status* status = TF_NewStatus();
  TF_OpKernelConstruction_GetAttrFloat(construction, "factor", &read->factor, status);
  if (TF_GetCode(status) == TF_OK)
    TF_OpKernelConstruction_GetAttrInt32(construction, "dropped", &read->dropped, status);
  if (TF_GetCode(status) != TF_OK) TF_OpKernelConstruction_Failure(construction, status);
  TF_DeleteStatus(status);
  return read;
}

// The heads of all sentences: places [heads, sentences, length] of rows in a list [rows, width].
struct Heads {
  Heads(Call& call, int list, const Attention& told) {
    TF_Tensor* rows = call.tensor(list);
    TF_Tensor* queries = call.tensor(list + 1);
    key = call.whole(list + 2);
    value = call.whole(list + 3);
    if (call.failed()) return;
    grid = shape_of(queries);
    width = TF_Dim(rows, 1);
    numbers = static_cast<const float*>(TF_TensorData(rows));
    query = static_cast<const int32_t*>(TF_TensorData(queries));
    factor = told.factor;
    dropped = (uint32_t)told.dropped;
  }
  void masked(Call& call, int seeds) {
    const uint64_t* given = call.counter(seeds);
    const uint64_t* counter = call.counter(seeds + 1);
    if (call.failed()) return;
    seed = given[0];
    start = counter[0];
    stream = counter[1];
  }
  int64_t count() const { return grid[0] * grid[1]; }
  // All heads of a sentence after each other: their rows lie side by side.
  int64_t at(int64_t each) const { return each % grid[0] * grid[1] + each / grid[0]; }
  int64_t length() const { return grid[2]; }
  std::vector<int64_t> with(int64_t last) const { return {grid[0], grid[1], grid[2], last}; }

  std::vector<int64_t> grid;
  int64_t width;
  const float* numbers;
  const int32_t *query, *key, *value;
  float factor;
  uint32_t dropped;
  uint64_t seed, start, stream;
};

// Heads are taken so many at a time that a block takes some tens of microseconds.
int64_t heads_at_once(int64_t length) { return std::max<int64_t>(1, 8192 / std::max<int64_t>(1, length * length)); }

#define HEAD(kind, all, i, bias)                                                                                       \
  kind::Head {                                                                                                         \
    all.length(), all.width, all.numbers, all.query + (i) * all.length(), all.key + (i) * all.length(),                \
        all.value + (i) * all.length(), bias, all.factor, all.seed, all.start, all.stream,                             \
        (i) * all.length() * all.length(), all.dropped                                                                 \
  }

void attention(void* kernel, TF_OpKernelContext* context) {
  Call call(context);
  Heads all(call, 0, *static_cast<Attention*>(kernel));
  const float* bias = call.input(4);
  if (!call.failed()) all.masked(call, 5);
  if (call.failed()) return;
  const int64_t n = all.length(), w = all.width, sentences = all.grid[1];
  float *y = call.output(0, all.with(w)), *weights = call.output(1, all.with(n));
  if (call.failed()) return;
  each_block(all.count(), heads_at_once(n), [&](int64_t, int64_t from, int64_t to) {
    std::vector<float> scratch(plain::scratch_of(n, w));
    for (int64_t each = from; each < to; each++) {
      const int64_t i = all.at(each);
      const float* of_sentence = bias + i % sentences * n * n;
      WITH_KIND(attend(HEAD(kind, all, i, of_sentence), scratch.data(), y + i * n * w, weights + i * n * n));
    }
  });
}

void attention_gradient(void* kernel, TF_OpKernelContext* context) {
  Call call(context);
  const float *weights = call.input(0), *list = call.input(1);
  const int32_t* places = call.whole(2);
  Heads all(call, 3, *static_cast<Attention*>(kernel));
  if (!call.failed()) all.masked(call, 7);
  if (call.failed()) return;
  const int64_t n = all.length(), w = all.width;
  float *dq = call.output(0, all.with(w)), *dk = call.output(1, all.with(w)), *dv = call.output(2, all.with(w));
  if (call.failed()) return;
  each_block(all.count(), heads_at_once(n), [&](int64_t, int64_t from, int64_t to) {
    std::vector<float> scratch(plain::scratch_of(n, w));
    for (int64_t each = from; each < to; each++) {
      const int64_t i = all.at(each), at = i * n * w;
      WITH_KIND(attend_gradient(HEAD(kind, all, i, nullptr), weights + i * n * n, list, places + i * n, scratch.data(),
                                dq + at, dk + at, dv + at));
    }
  });
}

// The first result has the shape of the first operand; of the others nothing is said.
void shape_of_first(TF_ShapeInferenceContext* context, TF_Status* status) {
  TF_ShapeInferenceContextSetUnknownShape(context, status);
  TF_ShapeHandle* shape = TF_NewShapeHandle();
  TF_ShapeInferenceContextGetInput(context, 0, shape, status);
  if (TF_GetCode(status) == TF_OK) TF_ShapeInferenceContextSetOutput(context, 0, shape, status);
  TF_DeleteShapeHandle(shape);
}
void shape_unknown(TF_ShapeInferenceContext* context, TF_Status* status) {
  TF_ShapeInferenceContextSetUnknownShape(context, status);
}

struct Operation {
  const char* name;
  std::vector<const char*> inputs, outputs, attributes;
  void* (*create)(TF_OpKernelConstruction*);
  void (*compute)(void*, TF_OpKernelContext*);
  void (*destroy)(void*);
  void (*shape)(TF_ShapeInferenceContext*, TF_Status*) = shape_of_first;
};

void enter(const Operation& operation) {
  TF_Status* status = TF_NewStatus();
  TF_OpDefinitionBuilder* definition = TF_NewOpDefinitionBuilder(operation.name);
  for (const char* input : operation.inputs) TF_OpDefinitionBuilderAddInput(definition, input);
  for (const char* output : operation.outputs) TF_OpDefinitionBuilderAddOutput(definition, output);
  for (const char* attribute : operation.attributes) TF_OpDefinitionBuilderAddAttr(definition, attribute);
  TF_OpDefinitionBuilderSetShapeInferenceFunction(definition, operation.shape);
  TF_RegisterOpDefinition(definition, status);
  TF_KernelBuilder* builder =
      TF_NewKernelBuilder(operation.name, "CPU", operation.create, operation.compute, operation.destroy);
  if (TF_GetCode(status) == TF_OK) TF_RegisterKernelBuilder(operation.name, builder, status);
  TF_DeleteStatus(status);
}

struct Entered {
  Entered() {
    const auto drop_epsilon = [](void* read) { delete static_cast<Epsilon*>(read); };
    const auto drop_dropped = [](void* read) { delete static_cast<Dropped*>(read); };
    enter({"SiameseNorm",
           {"x: float", "weight: float", "bias: float"},
           {"y: float", "mean: float", "scale: float"},
           {"epsilon: float"},
           read_epsilon,
           norm,
           drop_epsilon});
    enter({"SiameseNormGradient",
           {"dy: float", "x: float", "mean: float", "scale: float", "weight: float"},
           {"dx: float", "dweight: float", "dbias: float"},
           {},
           none,
           norm_gradient,
           keep_none});
    enter({"SiameseGelu", {"x: float"}, {"y: float"}, {}, none, gelu, keep_none});
    enter({"SiameseGeluGradient",
           {"dy: float", "x: float"},
           {"dx: float", "sums: float"},
           {},
           none,
           gelu_gradient,
           keep_none});
    enter({"SiameseColumnSums", {"x: float"}, {"sums: float"}, {}, none, column_sums, keep_none, shape_unknown});
    const auto drop_attention = [](void* read) { delete static_cast<Attention*>(read); };
    enter({"SiameseAttention",
           {"list: float", "query: int32", "key: int32", "value: int32", "bias: float", "seed: uint64", "counter: uint64"},
           {"y: float", "weights: float"},
           {"factor: float", "dropped: int"},
           read_attention,
           attention,
           drop_attention,
           shape_unknown});
    enter({"SiameseAttentionGradient",
           {"weights: float", "dlist: float", "places: int32", "list: float", "query: int32", "key: int32",
            "value: int32", "seed: uint64", "counter: uint64"},
           {"dquery: float", "dkey: float", "dvalue: float"},
           {"factor: float", "dropped: int"},
           read_attention,
           attention_gradient,
           drop_attention,
           shape_unknown});
    enter({"SiameseDropout",
           {"x: float", "key: uint64", "counter: uint64"},
           {"y: float"},
           {"dropped: int"},
           read_dropped,
           dropout,
           drop_dropped});
  }
};
const Entered entered;

}  // namespace

// Node keeps a library that is an addon of its own, and would close any other.
extern "C" __attribute__((visibility("default"))) void* napi_register_module_v1(void*, void* exports) { return exports; }
