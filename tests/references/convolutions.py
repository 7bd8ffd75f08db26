"""Writes LatentSharp.Networks.Tests/References/convolutions.json: convolutional layers by PyTorch in double precision, values and gradients, with weights
in Keras's layouts and Keras's rules for padding written out.

Run: python3 tests/references/convolutions.py   (python3-torch)
"""
import json
import os
import torch
import torch.nn.functional as F

torch.manual_seed(5)
torch.set_default_dtype(torch.float64)


def exact(*shape):
    return torch.randn(shape).float().double()


def pair(value):
    return value if isinstance(value, tuple) else (value, value)


def channels_first(x):
    return x.movedim(-1, 1)


def channels_last(x):
    return x.movedim(1, -1)


def zeros_around(size, kernel, stride, dilation, padding):
    """Zeros before and after one axis, as TensorFlow's documentation has it."""
    reach = (kernel - 1) * dilation + 1
    if padding == "valid":
        return 0, 0
    if padding == "causal":
        return reach - 1, 0
    outputs = -(-size // stride)
    zeros = max((outputs - 1) * stride + reach - size, 0)
    return zeros // 2, zeros - zeros // 2


def convolution(x, w, b, stride=1, dilation=1, padding="valid", groups=1):
    x = channels_first(x)
    axes = x.dim() - 2
    w = w.movedim(-1, 0).movedim(-1, 1)
    stride, dilation = pair(stride)[:axes], pair(dilation)[:axes]
    pads = [zeros_around(n, k, s, d, padding) for n, k, s, d in zip(x.shape[2:], w.shape[2:], stride, dilation)]
    x = F.pad(x, [zeros for axis in reversed(pads) for zeros in axis])
    run = F.conv1d if axes == 1 else F.conv2d
    return channels_last(run(x, w, b, stride, 0, dilation, groups))


def transposed(x, w, b, stride=1, dilation=1, padding="valid", output_padding=None):
    x = channels_first(x)
    axes = x.dim() - 2
    w = w.movedim(-1, 0).movedim(-1, 1)
    stride, dilation = pair(stride)[:axes], pair(dilation)[:axes]
    added = pair(output_padding)[:axes]
    run = F.conv_transpose1d if axes == 1 else F.conv_transpose2d
    full = run(x, w, None, stride, 0, 0, 1, dilation)
    pads = []
    for n, k, s, d, o in zip(x.shape[2:], w.shape[2:], stride, dilation, added):
        reach = (k - 1) * d + 1
        if padding == "valid":
            before, size = 0, (n - 1) * s + (max(reach, s) if o is None else reach + o)
        elif o is None:
            before, size = max((reach - s) // 2, 0), n * s
        else:
            zeros = reach + reach % 2 - 2 + o
            before, size = reach - 1 - min((zeros + 1) // 2, reach - 1), (n - 1) * s + reach % 2 + o
        whole = (n - 1) * s + reach
        pads.append((-before, size + before - whole))
    result = F.pad(full, [zeros for axis in reversed(pads) for zeros in axis])
    return channels_last(result + b.reshape([-1] + [1] * axes))


def depthwise(x, w, b, **options):
    return convolution(x, w.reshape(*w.shape[:-2], 1, -1), b, groups=x.shape[-1], **options)


def separable(x, w, p, b, **options):
    return convolution(depthwise(x, w, None, **options), p, b)


def case(layer, settings, function, x, *weights, activation=lambda y: y, **options):
    inputs = [x.clone().requires_grad_()] + [w.clone().requires_grad_() for w in weights]
    y = activation(function(*inputs, **options))
    weight = exact(*y.shape)
    (y * weight).sum().backward()
    return {
        "layer": layer, "settings": settings, "x": x.tolist(), "weights": [w.tolist() for w in weights], "y": y.tolist(), "weight": weight.tolist(),
        "gradients": [v.grad.tolist() for v in inputs],
    }


cases = {
    "conv2d valid": case("conv2d", {}, convolution, exact(2, 6, 7, 3), exact(3, 3, 3, 5), exact(5), activation=torch.relu),
    "conv2d same": case("conv2d", {"padding": "same"}, convolution, exact(2, 5, 6, 2), exact(3, 2, 2, 4), exact(4), activation=torch.tanh, padding="same"),
    "conv2d strides": case("conv2d", {"strides": [2, 3]}, convolution, exact(2, 7, 8, 2), exact(3, 2, 2, 4), exact(4), stride=(2, 3)),
    "conv2d same, strides": case("conv2d", {"padding": "same", "strides": [2, 2]}, convolution, exact(2, 6, 7, 2), exact(3, 4, 2, 4), exact(4), stride=2, padding="same"),
    "conv2d dilation": case("conv2d", {"padding": "same", "dilation": [2, 3]}, convolution, exact(1, 8, 9, 2), exact(3, 3, 2, 3), exact(3), dilation=(2, 3), padding="same"),
    "conv2d groups": case("conv2d", {"groups": 2}, convolution, exact(2, 5, 5, 4), exact(3, 3, 2, 6), exact(6), groups=2),
    "conv1d": case("conv1d", {}, convolution, exact(3, 9, 4), exact(3, 4, 5), exact(5), activation=torch.sigmoid),
    "conv1d causal": case("conv1d", {"padding": "causal", "dilation": [2]}, convolution, exact(2, 10, 3), exact(3, 3, 4), exact(4), dilation=2, padding="causal"),
    "conv1d same, strides": case("conv1d", {"padding": "same", "strides": [3]}, convolution, exact(2, 11, 3), exact(4, 3, 4), exact(4), stride=3, padding="same"),
    "conv2d_transpose": case("conv2d_transpose", {}, transposed, exact(2, 3, 4, 3), exact(3, 2, 5, 3), exact(5), activation=torch.relu),
    "conv2d_transpose strides": case("conv2d_transpose", {"strides": [2, 3]}, transposed, exact(2, 3, 4, 3), exact(3, 2, 5, 3), exact(5), stride=(2, 3)),
    "conv2d_transpose same": case("conv2d_transpose", {"padding": "same", "strides": [2, 2]}, transposed, exact(2, 3, 4, 3), exact(3, 3, 5, 3), exact(5), activation=torch.sigmoid, stride=2, padding="same"),
    "conv2d_transpose same, even": case("conv2d_transpose", {"padding": "same", "strides": [2, 1]}, transposed, exact(2, 3, 4, 2), exact(4, 4, 3, 2), exact(3), stride=(2, 1), padding="same"),
    "conv2d_transpose added": case("conv2d_transpose", {"padding": "same", "strides": [2, 3], "added": [1, 2]}, transposed, exact(1, 3, 3, 2), exact(3, 5, 3, 2), exact(3), stride=(2, 3), padding="same", output_padding=(1, 2)),
    "conv2d_transpose added, valid": case("conv2d_transpose", {"strides": [3, 2], "added": [2, 0]}, transposed, exact(1, 3, 3, 2), exact(2, 3, 3, 2), exact(3), stride=(3, 2), output_padding=(2, 0)),
    "conv1d_transpose": case("conv1d_transpose", {"strides": [2], "padding": "same"}, transposed, exact(2, 5, 3), exact(5, 4, 3), exact(4), stride=2, padding="same"),
    "conv1d_transpose dilation": case("conv1d_transpose", {"dilation": [2]}, transposed, exact(2, 5, 3), exact(3, 4, 3), exact(4), dilation=2),
    "depthwise_conv2d": case("depthwise_conv2d", {"padding": "same"}, depthwise, exact(2, 5, 6, 20), exact(3, 3, 20, 1), exact(20), activation=torch.relu, padding="same"),
    "depthwise_conv2d multiplier": case("depthwise_conv2d", {"strides": [2, 2]}, depthwise, exact(2, 6, 7, 3), exact(3, 3, 3, 2), exact(6), stride=2),
    "separable_conv2d": case("separable_conv2d", {"padding": "same"}, separable, exact(2, 5, 6, 3), exact(3, 3, 3, 2), exact(1, 1, 6, 4), exact(4), activation=torch.tanh, padding="same"),
}

folder = os.path.join(os.path.dirname(__file__), "..", "LatentSharp.Networks.Tests", "References")
with open(os.path.join(folder, "convolutions.json"), "w", encoding="utf-8") as file:
    json.dump(cases, file)
    file.write("\n")
