"""Writes LatentSharp.Networks.Tests/References/layers.json: for each case of a layer its result, the gradients of Σ dy·y for its inputs and its
weights, and what it assigns in training, by PyTorch in double precision. Layouts are Keras's (channels last); where PyTorch has no such layer it is
written here from its formula.

Run: python3 tests/references/layers.py   (python3-torch, python3-numpy)
"""
import torch
import torch.nn.functional as F
from layer_cases import add, average_same, cases, first, last, padded, write

torch.manual_seed(11)
torch.set_default_dtype(torch.float64)


def case(name, f, *shapes, weights=None, assigned=None, scale=1.0, shift=0.0):
    add(name, f, [torch.randn(shape) * scale + shift for shape in shapes], weights or {}, assigned)


def around(c):
    return {"gamma": torch.rand(c) + 0.5, "beta": torch.randn(c)}


# Normalisations
def moving(axes):
    return lambda x: {"moving_mean": 0.01 * x.mean(axes), "moving_variance": 0.99 + 0.01 * x.var(axes, unbiased=False)}


def batch_norm(x, gamma=None, beta=None):
    return last(F.batch_norm(first(x), None, None, gamma, beta, training=True, eps=1e-3))


case("batch_normalization", batch_norm, (6, 5), weights=around(5), assigned=moving((0,)))
case("batch_normalization_images", batch_norm, (3, 4, 5, 6), weights=around(6), assigned=moving((0, 1, 2)), scale=2, shift=20)
case("batch_normalization_plain", batch_norm, (140, 3), assigned=moving((0,)))
case("batch_normalization_axis", lambda x, gamma, beta: F.batch_norm(x, None, None, gamma, beta, training=True, eps=1e-3), (3, 4, 5), weights=around(4), assigned=moving((0, 2)))
case("batch_normalization_frozen", lambda x, gamma, beta, moving_mean, moving_variance:
     last(F.batch_norm(first(x), moving_mean.detach(), moving_variance.detach(), gamma, beta, training=False, eps=1e-3)), (4, 3, 5),
     weights={**around(5), "moving_mean": torch.randn(5), "moving_variance": torch.rand(5) + 0.2})
case("layer_normalization", lambda x, gamma, beta: F.layer_norm(x, (7,), gamma, beta, 1e-3), (3, 4, 7), weights=around(7))
case("layer_normalization_two_axes", lambda x, gamma, beta: F.layer_norm(x, (4, 7), gamma, beta, 1e-3), (3, 4, 7), weights={"gamma": torch.randn(4, 7), "beta": torch.randn(4, 7)})
case("layer_normalization_plain", lambda x: F.layer_norm(x, (100,), None, None, 1e-5), (3, 100))
case("layer_normalization_axis", lambda x, gamma, beta: F.layer_norm(x.movedim(1, -1), (4,), gamma, beta, 1e-3).movedim(-1, 1), (3, 4, 5), weights=around(4))
case("rms_normalization", lambda x, scale: x * torch.rsqrt((x * x).mean(-1, keepdim=True) + 1e-6) * scale, (3, 4, 7), weights={"scale": torch.randn(7)})
case("unit_normalization", lambda x: F.normalize(x, dim=-1), (3, 4, 5))
case("unit_normalization_two_axes", lambda x: x / (x * x).sum((1, 2), keepdim=True).sqrt(), (3, 4, 5))
case("group_normalization", lambda x, gamma, beta: last(F.group_norm(first(x), 3, gamma, beta, 1e-3)), (2, 4, 5, 6), weights=around(6), shift=3)
case("group_normalization_instance", lambda x, gamma, beta: last(F.group_norm(first(x), 6, gamma, beta, 1e-3)), (2, 4, 6), weights=around(6))
case("group_normalization_one_group", lambda x: F.group_norm(x, 1, None, None, 1e-3), (3, 8))

# Activations
case("leaky_relu", lambda x: F.leaky_relu(x, 0.3), (4, 7))
case("prelu", lambda x, alpha: torch.where(x > 0, x, alpha * x), (3, 4, 5), weights={"alpha": torch.rand(4, 5)})
case("prelu_shared", lambda x, alpha: torch.where(x > 0, x, alpha * x), (3, 4, 5, 2), weights={"alpha": torch.rand(1, 1, 2)})
case("prelu_shared_channels", lambda x, alpha: torch.where(x > 0, x, alpha * x), (3, 4, 5), weights={"alpha": torch.rand(4, 1)})
case("elu", lambda x: F.elu(x, 0.7), (4, 7))
case("relu", F.relu, (4, 7))
case("relu_with_all", lambda x: torch.where(x >= 1.5, torch.full_like(x, 1.5), torch.where(x >= 0.5, x, 0.1 * (x - 0.5))), (4, 7), scale=2)
case("softmax", lambda x: F.softmax(x, -1), (3, 4, 5))
case("softmax_axis", lambda x: F.softmax(x, 1), (3, 4, 5))

# Shapes and merges
case("permute", lambda x: x.permute(0, 3, 1, 2), (2, 3, 4, 5))
case("repeat_vector", lambda x: x.unsqueeze(1).repeat(1, 3, 1), (4, 5))
case("dot", lambda a, b: torch.einsum("nak,nbk->nab", a, b), (3, 4, 5), (3, 2, 5))
case("dot_of_different_axes", lambda a, b: torch.einsum("nka,nbck->nabc", a, b), (3, 4, 5), (3, 2, 3, 4))
case("dot_of_vectors", lambda a, b: (a * b).sum(1, keepdim=True), (4, 6), (4, 6))
case("dot_normalized", lambda a, b: F.cosine_similarity(a, b, dim=1, eps=1e-12).unsqueeze(1), (4, 6), (4, 6))
case("dot_normalized_axes", lambda a, b: torch.einsum("nka,nkb->nab", F.normalize(a, dim=1), F.normalize(b, dim=1)), (3, 4, 5), (3, 4, 2))
case("rescaling", lambda x: x * 0.25 - 3, (4, 5))
case("normalization", lambda x: (x - torch.tensor([1.0, -2, 0.5])) / torch.tensor([4.0, 0.25, 2]).sqrt(), (4, 2, 3))
case("normalization_inverted", lambda x: x * torch.tensor([4.0, 0.25, 2]).sqrt() + torch.tensor([1.0, -2, 0.5]), (4, 2, 3))
words = torch.tensor([[1, 0, 4], [4, 4, 2]])
case("embedding", lambda embeddings: F.embedding(words, embeddings), weights={"embeddings": torch.randn(5, 3)})
cases["embedding"]["inputs"], cases["embedding"]["input_gradients"] = [words.tolist()], []

# Pooling and resizing
case("max_pooling_1d", lambda x: last(F.max_pool1d(first(x), 2)), (3, 7, 5))
case("max_pooling_2d", lambda x: last(F.max_pool2d(first(x), 2)), (2, 6, 5, 3))
case("max_pooling_2d_overlapping", lambda x: last(F.max_pool2d(first(x), (3, 2), (1, 2))), (2, 6, 5, 18))
case("max_pooling_2d_same", lambda x: last(F.max_pool2d(padded(first(x), (3, 3), (2, 2), value=float("-inf")), 3, 2)), (2, 6, 5, 3))
case("average_pooling_1d", lambda x: last(F.avg_pool1d(first(x), 3, 2)), (3, 8, 5))
case("average_pooling_1d_same", lambda x: last(average_same(first(x), (3,), (2,))), (3, 8, 5))
case("average_pooling_2d", lambda x: last(F.avg_pool2d(first(x), (3, 2), (2, 1))), (2, 6, 5, 17))
case("average_pooling_2d_same", lambda x: last(average_same(first(x), (3, 3), (2, 2))), (2, 6, 5, 3))
case("global_max_pooling_1d", lambda x: x.amax(1), (3, 4, 5))
case("global_max_pooling_2d", lambda x: x.amax((1, 2), keepdim=True), (3, 4, 3, 5))
case("global_average_pooling_1d", lambda x: x.mean(1, keepdim=True), (3, 4, 5))
case("global_average_pooling_2d", lambda x: x.mean((1, 2)), (3, 4, 3, 5))
case("up_sampling_1d", lambda x: x.repeat_interleave(3, 1), (2, 4, 5))
case("up_sampling_2d", lambda x: x.repeat_interleave(2, 1).repeat_interleave(3, 2), (2, 4, 3, 5))
case("up_sampling_2d_bilinear", lambda x: last(F.interpolate(first(x), scale_factor=(2, 3), mode="bilinear", align_corners=False)), (2, 4, 3, 5))
case("zero_padding_1d", lambda x: F.pad(x, (0, 0, 1, 2)), (2, 4, 3))
case("zero_padding_2d", lambda x: F.pad(x, (0, 0, 3, 0, 1, 2)), (2, 4, 3, 2))
case("cropping_1d", lambda x: x[:, 1:-2], (2, 6, 3))
case("cropping_2d", lambda x: x[:, 1:-2, 3:], (2, 6, 5, 2))

# Merging, with inputs that repeat along an axis of 1, and shapes
case("add", lambda a, b, c: a + b + c, (3, 4, 5), (3, 1, 5), (3, 4, 1))
case("subtract", lambda a, b: a - b, (3, 4, 5), (3, 4, 5))
case("multiply", lambda a, b, c: a * b * c, (3, 4, 5), (3, 1, 5), (3, 4, 5))
case("average", lambda a, b, c: (a + b + c) / 3, (3, 4, 5), (3, 4, 5), (3, 4, 5))
case("maximum", lambda a, b, c: torch.maximum(torch.maximum(a, b), c), (3, 4, 5), (3, 4, 5), (3, 4, 5))
case("minimum", lambda a, b, c: torch.minimum(torch.minimum(a, b), c), (3, 4, 5), (3, 4, 5), (3, 4, 5))
case("concatenate", lambda a, b, c: torch.cat([a, b, c], -1), (3, 4, 5), (3, 4, 2), (3, 4, 1))
case("concatenate_axis", lambda a, b: torch.cat([a, b], 1), (3, 4, 5), (3, 2, 5))
case("flatten", lambda x: x.flatten(1), (3, 4, 5, 2))
case("reshape", lambda x: x.reshape(3, 10, 2), (3, 4, 5))
case("activation", torch.tanh, (3, 4, 5))
case("dense", lambda x, kernel, bias: F.relu(x @ kernel + bias), (3, 4, 5), weights={"kernel": torch.randn(5, 6), "bias": torch.randn(6)})

write("layers.json")
