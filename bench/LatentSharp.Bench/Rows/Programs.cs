using System.Diagnostics;

namespace LatentSharp.Bench;

/// <summary>A new process of the published program, from its start to its end.</summary>
internal sealed class Programs(string name, string work, double? goal, string[] arguments, bool hasPeer) : Row
{
    internal override string Name => name;

    internal override string Work => work;

    internal override double? Goal => goal;

    internal override bool HasSettings => false;

    internal override ISide Ours()
    {
        var program = Environment.GetEnvironmentVariable("LATENT_PROGRAM")
            ?? throw new InvalidOperationException("LATENT_PROGRAM names the published latent or latent.dll; bench/run sets it.");
        string[] command = program.EndsWith(".dll", StringComparison.Ordinal) ? [Environment.ProcessPath!, program] : [program];
        var folder = Directory.CreateTempSubdirectory("latent-bench-").FullName;
        var runs = 0;
        return new StepLoop(() =>
        {
            string[] own = hasPeer ? arguments : [.. arguments, "--out", Path.Combine(folder, $"{runs++}")];
            var start = new ProcessStartInfo(command[0], [.. command[1..], .. own])
            {
                RedirectStandardOutput = true, UseShellExecute = false, WorkingDirectory = folder,
            };
            using var process = Process.Start(start)!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
                throw new InvalidOperationException($"latent {string.Join(' ', own)} ended with {process.ExitCode}.");
        }, () => Directory.Delete(folder, recursive: true));
    }

    internal override IEnumerable<Entrant> Peers(Setting setting) => hasPeer ? PyTorch.Of(name, setting with { Threads = 1 }) : [];

    internal static IEnumerable<Row> All()
    {
        yield return new Programs("startup", "latent --help; python3 -c 'import torch'", 1, ["--help"], hasPeer: true);
        yield return new Programs(
            "learn_digits", "latent learn digits --epochs 1, as a whole", null, ["learn", "digits", "--epochs", "1", "--quiet"],
            hasPeer: false);
    }
}
