"""Writes LatentSharp.Networks.Tests/References/image_layers.json: layers of volumes, depthwise and separable layers of sequences, recurrent convolutions and
layers that bring images to other sizes, each with its result and the gradients of Σ dy·y for its inputs and weights, by PyTorch in double precision. Layouts
are Keras's (channels last), and so are the rules for padding, which are written out here.

Run: python3 tests/references/image_layers.py   (python3-torch)
"""
import torch
import torch.nn.functional as F
from layer_cases import add, average_same, first, last, padded, write

torch.manual_seed(23)
torch.set_default_dtype(torch.float64)


def case(name, f, *shapes, **weights):
    inputs = [torch.randn(shape) for shape in shapes]
    add(name, f, inputs, {key: torch.randn(shape) * 0.5 for key, shape in weights.items()})


def each(value, axes):
    return value if isinstance(value, tuple) else (value,) * axes


def convolution(x, kernel, bias=None, stride=1, dilation=1, same=False, groups=1):
    x, w = first(x), kernel.movedim(-1, 0).movedim(-1, 1)
    axes = x.dim() - 2
    stride, dilation = each(stride, axes), each(dilation, axes)
    if same:
        x = padded(x, w.shape[2:], stride, dilation)
    return last((F.conv1d, F.conv2d, F.conv3d)[axes - 1](x, w, bias, stride, 0, dilation, groups))


def transposed(x, kernel, bias, stride=1, dilation=1, same=False, added=None):
    x, w = first(x), kernel.movedim(-1, 0).movedim(-1, 1)
    stride, dilation, added = each(stride, 3), each(dilation, 3), each(added, 3)
    full = F.conv_transpose3d(x, w, None, stride, 0, 0, 1, dilation)
    pads = []
    for n, k, s, d, o in reversed(list(zip(x.shape[2:], w.shape[2:], stride, dilation, added))):
        reach = (k - 1) * d + 1
        if not same:
            before, size = 0, (n - 1) * s + (max(reach, s) if o is None else reach + o)
        elif o is None:
            before, size = max((reach - s) // 2, 0), n * s
        else:
            before, size = reach - 1 - min((reach + reach % 2 - 1 + o) // 2, reach - 1), (n - 1) * s + reach % 2 + o
        pads += [-before, size + before - (n - 1) * s - reach]
    return last(F.pad(full, pads) + bias.reshape(-1, 1, 1, 1))


# Volumes
case("conv3d", lambda x, kernel, bias: torch.relu(convolution(x, kernel, bias)), (2, 4, 5, 4, 3), kernel=(3, 2, 3, 3, 4), bias=(4,))
case("conv3d_same_strides", lambda x, kernel, bias: convolution(x, kernel, bias, (2, 1, 3), 1, True), (2, 5, 4, 5, 2), kernel=(3, 3, 2, 2, 3), bias=(3,))
case("conv3d_same_strides_alone", lambda x, kernel, bias: convolution(x, kernel, bias, (3, 2, 2), 1, True), (1, 4, 3, 5, 1), kernel=(2, 2, 2, 1, 2), bias=(2,))
case("conv3d_dilation", lambda x, kernel, bias: torch.tanh(convolution(x, kernel, bias, 1, (2, 1, 2), True)), (1, 5, 4, 5, 2), kernel=(2, 3, 2, 2, 3), bias=(3,))
case("conv3d_groups", lambda x, kernel: convolution(x, kernel, groups=2), (2, 3, 3, 4, 4), kernel=(2, 2, 2, 2, 6))
case("conv3d_transpose", lambda x, kernel, bias: torch.sigmoid(transposed(x, kernel, bias)), (2, 2, 3, 2, 3), kernel=(3, 2, 3, 2, 3), bias=(2,))
case("conv3d_transpose_strides", lambda x, kernel, bias: transposed(x, kernel, bias, (3, 2, 1)), (2, 3, 2, 3, 2), kernel=(2, 3, 2, 3, 2), bias=(3,))
case("conv3d_transpose_same", lambda x, kernel, bias: transposed(x, kernel, bias, 2, 1, True), (1, 3, 2, 3, 2), kernel=(3, 3, 3, 3, 2), bias=(3,))
case("conv3d_transpose_added", lambda x, kernel, bias: transposed(x, kernel, bias, (2, 3, 2), 1, True, (1, 2, 0)), (1, 3, 2, 2, 2), kernel=(3, 4, 3, 2, 2), bias=(2,))
case("conv3d_transpose_dilation", lambda x, kernel, bias: transposed(x, kernel, bias, 1, (2, 1, 2)), (1, 3, 2, 2, 2), kernel=(3, 2, 2, 2, 2), bias=(2,))
case("max_pooling_3d", lambda x: last(F.max_pool3d(first(x), 2)), (2, 4, 5, 4, 3))
case("max_pooling_3d_same", lambda x: last(F.max_pool3d(padded(first(x), (3, 2, 3), (2, 1, 2), (1, 1, 1), float("-inf")), (3, 2, 3), (2, 1, 2))), (2, 5, 3, 4, 2))
case("average_pooling_3d", lambda x: last(F.avg_pool3d(first(x), (2, 3, 1), (1, 2, 2))), (2, 4, 5, 4, 3))
case("average_pooling_3d_same", lambda x: last(average_same(first(x), (3, 2, 3), (2, 2, 1))), (2, 5, 3, 4, 2))
case("global_max_pooling_3d", lambda x: x.amax((1, 2, 3), keepdim=True), (2, 3, 2, 3, 4))
case("global_average_pooling_3d", lambda x: x.mean((1, 2, 3)), (2, 3, 2, 3, 4))
case("zero_padding_3d", lambda x: F.pad(x, (0, 0, 3, 0, 1, 2, 0, 2)), (2, 3, 2, 3, 2))
case("cropping_3d", lambda x: x[:, 1:, 1:-2, 2:-1], (2, 3, 5, 6, 2))
case("up_sampling_3d", lambda x: x.repeat_interleave(2, 1).repeat_interleave(1, 2).repeat_interleave(3, 3), (2, 2, 3, 2, 2))

# Channels by themselves along sequences
def depthwise(x, kernel, bias=None, **options):
    return convolution(x, kernel.reshape(*kernel.shape[:-2], 1, -1), bias, groups=x.shape[-1], **options)


case("depthwise_conv1d", lambda x, kernel, bias: torch.relu(depthwise(x, kernel, bias, same=True, stride=2)), (2, 7, 5), kernel=(3, 5, 1), bias=(5,))
case("depthwise_conv1d_multiplier", lambda x, kernel, bias: depthwise(x, kernel, bias, dilation=2), (2, 8, 3), kernel=(3, 3, 2), bias=(6,))
case("separable_conv1d", lambda x, depthwise_kernel, pointwise_kernel, bias: torch.tanh(convolution(depthwise(x, depthwise_kernel, same=True), pointwise_kernel, bias)), (2, 7, 3),
     depthwise_kernel=(3, 3, 2), pointwise_kernel=(1, 6, 4), bias=(4,))
case("separable_conv1d_strides", lambda x, depthwise_kernel, pointwise_kernel: convolution(depthwise(x, depthwise_kernel, stride=2), pointwise_kernel), (2, 8, 3),
     depthwise_kernel=(2, 3, 1), pointwise_kernel=(1, 3, 5))

# Recurrent convolutions, by the formulas of Shi et al. 2015 without peepholes
def conv_lstm(x, kernel, recurrent_kernel, bias, activation=torch.tanh, gate=torch.sigmoid, every=False, backwards=False, h=None, c=None, **options):
    steps = [convolution(x[:, t], kernel, bias, **options) for t in range(x.shape[1])]
    filters = recurrent_kernel.shape[-2]
    h = torch.zeros_like(steps[0][..., :filters]) if h is None else h
    c = torch.zeros_like(h) if c is None else c
    outputs = []
    for z in reversed(steps) if backwards else steps:
        i, f, g, o = (z + convolution(h, recurrent_kernel, same=True)).split(filters, -1)
        c = gate(f) * c + gate(i) * activation(g)
        h = gate(o) * activation(c)
        outputs.append(h)
    return torch.stack(outputs, 1) if every else h


lstm = dict(kernel=(3, 3, 2, 12), recurrent_kernel=(3, 3, 3, 12), bias=(12,))
case("conv_lstm2d", lambda x, **w: conv_lstm(x, **w, same=True), (2, 3, 4, 5, 2), **lstm)
case("conv_lstm2d_all_steps", lambda x, **w: conv_lstm(x, **w, every=True, stride=(2, 1)), (2, 3, 5, 4, 2), **lstm)
case("conv_lstm2d_backwards", lambda x, **w: conv_lstm(x, **w, activation=F.softsign, every=True, backwards=True, dilation=(1, 2)),
     (1, 3, 4, 6, 2), **lstm)
case("conv_lstm2d_first_states", lambda x, h, c, **w: conv_lstm(x, h=h, c=c, **w, same=True), (2, 2, 3, 4, 2), (2, 3, 4, 3), (2, 3, 4, 3), **lstm)


# Other sizes, with half-pixel centres and without smoothing
def resized(x, size, mode):
    return last(F.interpolate(first(x), size=size, mode=mode, **({"align_corners": False} if mode == "bilinear" else {})))


case("resizing_larger", lambda x: resized(x, (7, 5), "bilinear"), (2, 3, 4, 2))
case("resizing_smaller", lambda x: resized(x, (3, 4), "bilinear"), (2, 7, 6, 2))
case("resizing_nearest", lambda x: resized(x, (7, 3), "nearest-exact"), (2, 4, 7, 2))
case("resizing_aspect", lambda x: resized(x[:, 1:4], (4, 8), "bilinear"), (2, 6, 6, 2))
case("center_crop", lambda x: x[:, 1:4, 1:5], (2, 6, 6, 2))
case("center_crop_of_smaller", lambda x: resized(x[:, :, 1:3], (8, 4), "bilinear"), (2, 5, 4, 2))

write("image_layers.json")
