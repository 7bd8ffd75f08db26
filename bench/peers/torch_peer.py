#!/usr/bin/env python3
"""The benchmark's rows in PyTorch: torch_peer.py ROW THREADS.

Each row is a function that prepares its work and returns the step; serving.py repeats it when the race says so.
"""
import functools
import math
import subprocess
import sys

import serving

try:
    import torch
    from torch import nn
except ImportError as error:
    serving.refuse(str(error))

ROWS = {}


def row(function):
    ROWS[function.__name__] = function
    return function


def dense_autoencoder():
    return nn.Sequential(nn.Linear(784, 64), nn.ReLU(), nn.Linear(64, 784), nn.Sigmoid())


def deep_autoencoder():
    return nn.Sequential(
        nn.Linear(784, 64), nn.ReLU(), nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 32), nn.ReLU(),
        nn.Linear(32, 64), nn.ReLU(), nn.Linear(64, 784), nn.Sigmoid())


def training(model, batch):
    """One step of fitting: gather a shuffled batch, forward, loss, backward, Adam."""
    torch.manual_seed(0)
    data = torch.rand(2560, 784)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3, eps=1e-7)
    batches = iter(())

    def step():
        nonlocal batches
        index = next(batches, None)
        if index is None:
            batches = iter(torch.randperm(len(data)).split(batch))
            index = next(batches)
        x = data[index]
        optimizer.zero_grad(set_to_none=True)
        loss = nn.functional.mse_loss(model(x), x)
        loss.backward()
        optimizer.step()

    return step


@row
def dense_ae_32():
    return training(dense_autoencoder(), 32)


@row
def dense_ae_256():
    return training(dense_autoencoder(), 256)


@row
def deep_ae_32():
    return training(deep_autoencoder(), 32)


@row
def deep_ae_256():
    return training(deep_autoencoder(), 256)


@row
def ae_large():
    sizes = [784, 2048, 1024, 64, 1024, 2048, 784]
    layers = [layer for pair in zip(sizes, sizes[1:]) for layer in (nn.Linear(*pair), nn.ReLU())]
    return training(nn.Sequential(*layers[:-1], nn.Sigmoid()), 512)


def batches_of(data, size):
    """Shuffled batches without end."""
    while True:
        for index in torch.randperm(len(data)).split(size):
            yield data[index]


class Variational(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Sequential(nn.Linear(784, 400), nn.ReLU())
        self.mean, self.log_var = nn.Linear(400, 20), nn.Linear(400, 20)
        self.decoder = nn.Sequential(nn.Linear(20, 400), nn.ReLU(), nn.Linear(400, 784))

    def forward(self, x):
        hidden = self.hidden(x)
        mean, log_var = self.mean(hidden), self.log_var(hidden)
        z = mean + torch.exp(0.5 * log_var) * torch.randn_like(mean)
        return self.decoder(z), mean, log_var


@row
def vae_256():
    torch.manual_seed(0)
    model, data = Variational(), batches_of(torch.rand(2560, 784), 256)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3, eps=1e-7)

    def step():
        x = next(data)
        optimizer.zero_grad(set_to_none=True)
        logits, mean, log_var = model(x)
        reconstruction = nn.functional.binary_cross_entropy_with_logits(logits, x, reduction="sum") / len(x)
        kl = -0.5 * torch.sum(1 + log_var - mean.pow(2) - log_var.exp()) / len(x)
        (reconstruction + kl).backward()
        optimizer.step()

    return step


class TabularVariational(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Sequential(nn.Linear(30, 128), nn.ReLU(), nn.Linear(128, 64), nn.ReLU())
        self.mean, self.log_var = nn.Linear(64, 8), nn.Linear(64, 8)
        self.decoder = nn.Sequential(nn.Linear(8, 64), nn.ReLU(), nn.Linear(64, 128), nn.ReLU(), nn.Linear(128, 30))
        self.log_variance = nn.Parameter(torch.zeros(()))

    forward = Variational.forward


@row
def vae_tabular():
    torch.manual_seed(0)
    model, data = TabularVariational(), batches_of(torch.rand(5120, 30) * 2 - 1, 512)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3, eps=1e-7)

    def step():
        x = next(data)
        optimizer.zero_grad(set_to_none=True)
        made, mean, log_var = model(x)
        v = model.log_variance
        reconstruction = (nn.functional.mse_loss(made, x) * torch.exp(-v) + v + math.log(2 * math.pi)) * (0.5 * 30)
        kl = -0.5 * torch.sum(1 + log_var - mean.pow(2) - log_var.exp()) / len(x)
        (reconstruction + kl).backward()
        optimizer.step()

    return step


def adversarial_training(generator, discriminator, data, noise):
    """As in PyTorch's DCGAN tutorial: the discriminator on real and on generated samples, then the generator by the same samples."""
    loss = nn.BCEWithLogitsLoss()
    adam_g, adam_d = (torch.optim.Adam(net.parameters(), lr=2e-4, betas=(0.5, 0.999), eps=1e-7) for net in (generator, discriminator))

    def step():
        x = next(data)
        ones, zeros = torch.ones(len(x), 1), torch.zeros(len(x), 1)
        made = generator(torch.randn(len(x), noise))
        adam_d.zero_grad(set_to_none=True)
        (loss(discriminator(x), ones) + loss(discriminator(made.detach()), zeros)).backward()
        adam_d.step()
        adam_g.zero_grad(set_to_none=True)
        loss(discriminator(made), ones).backward()
        adam_g.step()

    return step


@row
def gan_128():
    torch.manual_seed(0)
    data = batches_of(torch.rand(2560, 784) * 2 - 1, 128)
    generator = nn.Sequential(nn.Linear(64, 128), nn.LeakyReLU(0.2), nn.Linear(128, 784), nn.Tanh())
    discriminator = nn.Sequential(nn.Linear(784, 128), nn.LeakyReLU(0.2), nn.Linear(128, 1))
    return adversarial_training(generator, discriminator, data, 64)


class LastStep(nn.Module):
    """The output of a recurrent layer at the last step."""

    def forward(self, result):
        return result[0][:, -1]


class AllSteps(nn.Module):
    def forward(self, result):
        return result[0]


def recurrent_training(layer, pick, features, units, *target):
    """One step of fitting a classifier of sequences of 50 steps."""
    torch.manual_seed(0)
    model = nn.Sequential(layer(features, units, batch_first=True), pick, nn.Linear(units, 10))
    data, labels = torch.rand(640, 50, features), torch.randint(10, (640, *target))
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3, eps=1e-7)
    batches = iter(())

    def step():
        nonlocal batches
        index = next(batches, None)
        if index is None:
            batches = iter(torch.randperm(len(data)).split(32))
            index = next(batches)
        x, y = data[index], labels[index]
        optimizer.zero_grad(set_to_none=True)
        loss = nn.functional.cross_entropy(model(x).view(-1, 10), y.view(-1))
        loss.backward()
        optimizer.step()

    return step


@row
def simple_rnn_32():
    return recurrent_training(nn.RNN, LastStep(), 16, 32)


@row
def lstm_32():
    return recurrent_training(nn.LSTM, AllSteps(), 64, 128, 50)


@row
def gru_32():
    return recurrent_training(nn.GRU, AllSteps(), 64, 128, 50)


def encoding(samples):
    """The features of rows from memory."""
    encoder = deep_autoencoder()[:6]
    data = torch.rand(samples, 784)

    def step():
        with torch.inference_mode():
            encoder(data)

    return step


for samples in [10_000, 1]:
    ROWS["encode_%d" % samples] = functools.partial(encoding, samples)


@row
def layer_norm_64():
    layer, x, dy = nn.LayerNorm(64, eps=1e-3), torch.rand(8192, 64, requires_grad=True), torch.ones(8192, 64)
    return lambda: torch.autograd.grad(layer(x), (x, layer.weight, layer.bias), dy)


def heads():
    """As a projection gives them: the steps before the heads in memory, which torch wants the other way round."""
    return torch.rand(32, 64, 4, 32).transpose(1, 2).requires_grad_()


@row
def attention_64():
    """PyTorch 1.13 has a private function, later ones scaled_dot_product_attention."""
    q, k, v, dy = heads(), heads(), heads(), torch.ones(32, 64, 4, 32).transpose(1, 2)
    if hasattr(nn.functional, "scaled_dot_product_attention"):
        attend = nn.functional.scaled_dot_product_attention
    else:
        def attend(q, k, v):
            return torch.softmax(q @ k.transpose(-1, -2) * (1 / math.sqrt(32)), -1) @ v
    return lambda: torch.autograd.grad(attend(q, k, v), (q, k, v), dy)


@row
def transformer_32():
    torch.manual_seed(0)
    model = nn.TransformerEncoderLayer(128, 4, 512, dropout=0.0, activation="gelu", batch_first=True, norm_first=True)
    optimizer, data = torch.optim.Adam(model.parameters(), lr=1e-3, eps=1e-7), batches_of(torch.rand(320, 64, 128), 32)

    def step():
        x = next(data)
        optimizer.zero_grad(set_to_none=True)
        nn.functional.mse_loss(model(x), x).backward()
        optimizer.step()

    return step


def upsample_bilinear(layout):
    x = torch.rand(32, 64, 14, 14).to(memory_format=layout).requires_grad_()
    dy = torch.ones(32, 64, 28, 28).to(memory_format=layout)
    return lambda: torch.autograd.grad(nn.functional.interpolate(x, scale_factor=2, mode="bilinear", align_corners=False), x, dy)


def convolution(size, channels, filters, taps, stride, padding, kind, layout):
    x = torch.rand(32, channels, size, size).to(memory_format=layout)
    w = torch.rand(filters, channels, taps, taps).to(memory_format=layout)
    bias = torch.rand(filters)

    def forward():
        with torch.inference_mode():
            return nn.functional.conv2d(x, w, bias, stride, padding).relu_()

    if kind == "forward":
        return forward
    dy = forward().clone()
    wanted = [kind == "input", kind == "kernel", False]
    return lambda: torch.ops.aten.convolution_backward(dy, x, w, None, [stride] * 2, [padding] * 2, [1, 1], False, [0, 0], 1, wanted)


for sizes in [(28, 1, 32, 3, 1, 0), (13, 32, 64, 3, 1, 0), (14, 64, 128, 5, 2, 0), (28, 64, 64, 3, 1, 1)]:
    for kind in ["forward", "kernel", "input"]:
        for ending, layout in [("", torch.contiguous_format), ("_last", torch.channels_last)]:
            ROWS["conv_%dx%dx%d_" % sizes[:3] + kind + ending] = functools.partial(convolution, *sizes, kind, layout)


def image_classifier():
    return nn.Sequential(
        nn.Conv2d(1, 32, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(1600, 64), nn.ReLU(), nn.Linear(64, 10))


def image_autoencoder():
    def double():
        return nn.ConvTranspose2d(32, 32, 3, stride=2, padding=1, output_padding=1)

    return nn.Sequential(
        nn.Conv2d(1, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(32, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        double(), nn.ReLU(), double(), nn.ReLU(), nn.Conv2d(32, 1, 3, padding=1), nn.Sigmoid())


def image_gan():
    def double(channels, filters):
        return nn.ConvTranspose2d(channels, filters, 5, stride=2, padding=2, output_padding=1)

    generator = nn.Sequential(
        nn.Linear(100, 128 * 7 * 7), nn.Unflatten(1, (128, 7, 7)), nn.BatchNorm2d(128), nn.LeakyReLU(0.3),
        double(128, 64), nn.BatchNorm2d(64), nn.LeakyReLU(0.3), double(64, 1), nn.Tanh())
    discriminator = nn.Sequential(
        nn.Conv2d(1, 64, 5, stride=2, padding=2), nn.LeakyReLU(0.3), nn.Dropout(0.3),
        nn.Conv2d(64, 128, 5, stride=2, padding=2), nn.LeakyReLU(0.3), nn.Dropout(0.3), nn.Flatten(), nn.Linear(128 * 7 * 7, 1))
    return generator, discriminator


def images(count, layout):
    return torch.rand(count, 1, 28, 28).to(memory_format=layout)


def cnn_32(layout):
    torch.manual_seed(0)
    model = image_classifier().to(memory_format=layout)
    data, labels = images(640, layout), torch.randint(10, (640,))
    optimizer, batches = torch.optim.Adam(model.parameters(), lr=1e-3, eps=1e-7), batches_of(torch.arange(640), 32)

    def step():
        index = next(batches)
        optimizer.zero_grad(set_to_none=True)
        nn.functional.cross_entropy(model(data[index].to(memory_format=layout)), labels[index]).backward()
        optimizer.step()

    return step


def cnn_infer(samples, layout):
    model, data = image_classifier().to(memory_format=layout), images(samples, layout)

    def step():
        with torch.inference_mode():
            model(data)

    return step


def conv_ae_128(layout):
    torch.manual_seed(0)
    model, data = image_autoencoder().to(memory_format=layout), batches_of(images(1280, layout), 128)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3, eps=1e-7)

    def step():
        x = next(data).to(memory_format=layout)
        optimizer.zero_grad(set_to_none=True)
        nn.functional.binary_cross_entropy(model(x), x).backward()
        optimizer.step()

    return step


def dcgan_64(layout):
    torch.manual_seed(0)
    generator, discriminator = (net.to(memory_format=layout) for net in image_gan())
    return adversarial_training(generator, discriminator, batches_of(images(1280, layout) * 2 - 1, 64), 100)


for ending, layout in [("", torch.contiguous_format), ("_last", torch.channels_last)]:
    for network in [cnn_32, conv_ae_128, dcgan_64, upsample_bilinear]:
        ROWS[network.__name__ + ending] = functools.partial(network, layout)
    for samples in [1000, 1]:
        ROWS["cnn_infer_%d" % samples + ending] = functools.partial(cnn_infer, samples, layout)


@row
def startup():
    """A new process that imports PyTorch."""
    return lambda: subprocess.run([sys.executable, "-c", "import torch"], check=True)


def main():
    name, threads = sys.argv[1], int(sys.argv[2])
    torch.set_num_threads(threads)
    torch.set_flush_denormal(True)
    serving.serve("PyTorch " + torch.__version__, ROWS[name]())


main()
