using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LatentSharp.Peers.LibTorch;

/// <summary>Networks of images of 28 × 28.</summary>
internal static class ConvolutionalNetworks
{
    internal static Dictionary<string, Func<Setup, Action>> Rows { get; } = new(StringComparer.Ordinal)
    {
        ["cnn_32"] = Classifying,
        ["cnn_infer_1000"] = setup => Setup.Infer(Classifier(setup), Images(setup, 1000)),
        ["cnn_infer_1"] = setup => Setup.Infer(Classifier(setup), Images(setup, 1)),
        ["conv_ae_128"] = Autoencoding,
        ["dcgan_64"] = Generating,
    };

    private static Tensor Images(Setup setup, int count) => setup.Lay(rand(count, 1, 28, 28));

    private static nn.Module<Tensor, Tensor> Classifier(Setup setup) => setup.Lay(nn.Sequential(
        nn.Conv2d(1, 32, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(1600, 64), nn.ReLU(), nn.Linear(64, 10)));

    private static Action Classifying(Setup setup)
    {
        var model = Classifier(setup);
        Tensor data = Images(setup, 640), labels = randint(0, 10, [640], dtype: ScalarType.Int64);
        var (adam, batches) = (setup.Adam(model.parameters()), new Batches(640, 32));
        return () =>
        {
            var index = batches.Next();
            adam.ZeroGrad();
            nn.functional.cross_entropy(model.forward(setup.Lay(data.index_select(0, index))), labels.index_select(0, index)).backward();
            adam.Step();
        };
    }

    private static Action Autoencoding(Setup setup)
    {
        var model = setup.Lay(nn.Sequential(
            nn.Conv2d(1, 32, 3, padding: 1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(32, 32, 3, padding: 1), nn.ReLU(), nn.MaxPool2d(2),
            Double(32, 32, 3), nn.ReLU(), Double(32, 32, 3), nn.ReLU(), nn.Conv2d(32, 1, 3, padding: 1), nn.Sigmoid()));
        var (data, adam, batches) = (Images(setup, 1280), setup.Adam(model.parameters()), new Batches(1280, 128));
        return () =>
        {
            var x = setup.Lay(data.index_select(0, batches.Next()));
            adam.ZeroGrad();
            nn.functional.binary_cross_entropy(model.forward(x), x).backward();
            adam.Step();
        };
    }

    private static Action Generating(Setup setup)
    {
        var generator = setup.Lay(nn.Sequential(
            nn.Linear(100, 128 * 7 * 7), nn.Unflatten(1, [128, 7, 7]), nn.BatchNorm2d(128), nn.LeakyReLU(0.3),
            Double(128, 64, 5), nn.BatchNorm2d(64), nn.LeakyReLU(0.3), Double(64, 1, 5), nn.Tanh()));
        var discriminator = setup.Lay(nn.Sequential(
            nn.Conv2d(1, 64, 5, stride: 2, padding: 2), nn.LeakyReLU(0.3), nn.Dropout(0.3),
            nn.Conv2d(64, 128, 5, stride: 2, padding: 2), nn.LeakyReLU(0.3), nn.Dropout(0.3), nn.Flatten(), nn.Linear(128 * 7 * 7, 1)));
        return Adversarial.Training(setup, generator, discriminator, Images(setup, 1280) * 2 - 1, 64, 100);
    }

    /// <summary>A transposed convolution that makes images twice as large.</summary>
    private static ConvTranspose2d Double(long channels, long filters, long taps) =>
        nn.ConvTranspose2d(channels, filters, taps, stride: 2, padding: taps / 2, output_padding: 1);
}
