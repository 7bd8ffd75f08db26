using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LatentSharp.Peers.LibTorch;

/// <summary>Networks of dense layers: autoencoders, variational ones, an encoder and an adversarial pair.</summary>
internal static class DenseNetworks
{
    internal static Dictionary<string, Func<Setup, Action>> Rows { get; } = new(StringComparer.Ordinal)
    {
        ["dense_ae_32"] = setup => Autoencoding(setup, [784, 64, 784], 32),
        ["dense_ae_256"] = setup => Autoencoding(setup, [784, 64, 784], 256),
        ["deep_ae_32"] = setup => Autoencoding(setup, [784, 64, 32, 32, 64, 784], 32),
        ["deep_ae_256"] = setup => Autoencoding(setup, [784, 64, 32, 32, 64, 784], 256),
        ["ae_large"] = setup => Autoencoding(setup, [784, 2048, 1024, 64, 1024, 2048, 784], 512),
        ["vae_256"] = OfPixels,
        ["vae_tabular"] = OfColumns,
        ["gan_128"] = setup => Adversarial.Training(
            setup, nn.Sequential(nn.Linear(64, 128), nn.LeakyReLU(0.2), nn.Linear(128, 784), nn.Tanh()),
            nn.Sequential(nn.Linear(784, 128), nn.LeakyReLU(0.2), nn.Linear(128, 1)), rand(2560, 784) * 2 - 1, 128, 64),
        ["encode_10000"] = _ => Setup.Infer(Chain([784, 64, 32, 32], nn.ReLU()), rand(10_000, 784)),
        ["encode_1"] = _ => Setup.Infer(Chain([784, 64, 32, 32], nn.ReLU()), rand(1, 784)),
    };

    /// <summary>Dense layers with ReLU after each, and after the last what is given.</summary>
    private static Sequential Chain(long[] sizes, params nn.Module<Tensor, Tensor>[] end)
    {
        var modules = new List<nn.Module<Tensor, Tensor>>();
        for (var i = 1; i < sizes.Length; i++)
        {
            modules.Add(nn.Linear(sizes[i - 1], sizes[i]));
            if (i < sizes.Length - 1) modules.Add(nn.ReLU());
        }
        return nn.Sequential([.. modules, .. end]);
    }

    private static Action Autoencoding(Setup setup, long[] sizes, int batch)
    {
        var (model, data, batches) = (Chain(sizes, nn.Sigmoid()), rand(2560, 784), new Batches(2560, batch));
        var adam = setup.Adam(model.parameters());
        return () =>
        {
            var x = data.index_select(0, batches.Next());
            adam.ZeroGrad();
            nn.functional.mse_loss(model.forward(x), x).backward();
            adam.Step();
        };
    }

    private static Action OfPixels(Setup setup) => Variational(
        setup, [784, 400, 20], rand(2560, 784), 256, [],
        (x, logits) => nn.functional.binary_cross_entropy_with_logits(logits, x, reduction: nn.Reduction.Sum) / 256);

    private static Action OfColumns(Setup setup)
    {
        var logVariance = nn.Parameter(tensor(0f));
        return Variational(
            setup, [30, 128, 64, 8], rand(5120, 30) * 2 - 1, 512, [logVariance],
            (x, made) => (nn.functional.mse_loss(made, x) * exp(-logVariance) + logVariance + Math.Log(2 * Math.PI)) * (0.5 * 30));
    }

    private static Action Variational(
        Setup setup, long[] sizes, Tensor data, int batch, Parameter[] others, Func<Tensor, Tensor, Tensor> reconstruction)
    {
        var encoder = Chain(sizes[..^1], nn.ReLU());
        Linear toMean = nn.Linear(sizes[^2], sizes[^1]), toLogVariance = nn.Linear(sizes[^2], sizes[^1]);
        var decoder = Chain([.. sizes.Reverse()]);
        var batches = new Batches(data.shape[0], batch);
        nn.Module[] modules = [encoder, toMean, toLogVariance, decoder];
        var adam = setup.Adam(modules.SelectMany(module => module.parameters()).Concat(others));
        return () =>
        {
            var x = data.index_select(0, batches.Next());
            adam.ZeroGrad();
            var hidden = encoder.forward(x);
            Tensor mean = toMean.forward(hidden), logVariance = toLogVariance.forward(hidden);
            var code = mean + exp(0.5 * logVariance) * randn_like(mean);
            var divergence = -0.5 * sum(1 + logVariance - mean.pow(2) - logVariance.exp()) / batch;
            (reconstruction(x, decoder.forward(code)) + divergence).backward();
            adam.Step();
        };
    }
}

/// <summary>As PyTorch's DCGAN tutorial has it: the discriminator on real and generated samples, then the generator by the same.</summary>
internal static class Adversarial
{
    internal static Action Training(
        Setup setup, nn.Module<Tensor, Tensor> generator, nn.Module<Tensor, Tensor> discriminator, Tensor data, int batch, long noise)
    {
        var batches = new Batches(data.shape[0], batch);
        var ofGenerator = setup.Adam(generator.parameters(), 2e-4, 0.5);
        var ofDiscriminator = setup.Adam(discriminator.parameters(), 2e-4, 0.5);
        return () =>
        {
            var x = data.index_select(0, batches.Next());
            Tensor real = ones(batch, 1), fake = zeros(batch, 1);
            var made = generator.forward(randn(batch, noise));
            ofDiscriminator.ZeroGrad();
            (Loss(discriminator.forward(x), real) + Loss(discriminator.forward(made.detach()), fake)).backward();
            ofDiscriminator.Step();
            ofGenerator.ZeroGrad();
            Loss(discriminator.forward(made), real).backward();
            ofGenerator.Step();
        };
    }

    private static Tensor Loss(Tensor logits, Tensor target) => nn.functional.binary_cross_entropy_with_logits(logits, target);
}
