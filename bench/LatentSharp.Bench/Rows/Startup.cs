using System.Diagnostics;

namespace LatentSharp.Bench;

/// <summary>A new process that makes a small autoencoder and fits it for one batch, against the same in Python with PyTorch.</summary>
internal sealed class Startup : Row
{
    internal const string Argument = "--startup";

    internal override string Name => "startup";

    internal override string Work => "process, 64-8-64, one batch of 32";

    internal override double? Goal => 5;

    internal override ISide Ours() => new StepLoop(() =>
    {
        using var process = Process.Start(Environment.ProcessPath!, [Environment.GetCommandLineArgs()[0], Argument]);
        process.WaitForExit();
    });

    internal override IEnumerable<PeerProcess> Peers() => Torch.Start(Name, 1);

    /// <summary>What the new process does.</summary>
    internal static int Run()
    {
        var model = new Sequential(new Dense(8, Activations.Relu), new Dense(64, Activations.Sigmoid));
        model.Compile(new Adam(), Losses.MeanSquaredError);
        var x = BenchData.Uniform(32, 64);
        model.Fit(x, x);
        return 0;
    }
}
