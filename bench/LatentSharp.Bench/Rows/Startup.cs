using System.Diagnostics;

namespace LatentSharp.Bench;

/// <summary>A new process of the published program that shows its help, against Python that imports PyTorch.</summary>
internal sealed class Startup : Row
{
    internal override string Name => "startup";

    internal override string Work => "latent --help; python3 -c 'import torch'";

    internal override double? Goal => 1;

    internal override ISide Ours()
    {
        var program = Environment.GetEnvironmentVariable("LATENT_PROGRAM")
            ?? throw new InvalidOperationException("LATENT_PROGRAM names the published latent.dll; bench/run sets it.");
        return new StepLoop(() =>
        {
            using var process = Process.Start(
                new ProcessStartInfo("dotnet", [program, "--help"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
        });
    }

    internal override IEnumerable<PeerProcess> Peers() => Torch.Start(Name, 1);
}
