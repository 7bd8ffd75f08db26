using System.IO.Compression;
using System.Text;

namespace LatentSharp.Tests;

/// <summary>What files hold and how they are named reaches the terminal as text, and no file keeps the program waiting.</summary>
public sealed class HostileFileTests(WorkingFolder folder) : IClassFixture<WorkingFolder>
{
    private const string Escape = "\u001b", Control = "\u009b";

    [Fact]
    public void EscapeSequencesFromFilesBecomeVisible()
    {
        File.WriteAllText(Path.Combine(folder.Path, "esc.csv"), $"a,b\n1,2\n3,{Escape}[2J{Control}31m\u202E\n5,6\n");
        File.WriteAllText(Path.Combine(folder.Path, "class.csv"), $"a,kind\n1,x{Escape}]0;t\u0007\n2,y\n3,y\n");

        var refused = LatentProgram.Run(folder.Path, "learn", "esc.csv");
        refused.ExitCode.ShouldBe(2);
        refused.Error.ShouldContain("'\\u001b[2J\\u009b31m\\u202e'");
        Quiet(refused);

        var described = LatentProgram.Run(folder.Path, "data", "describe", "class.csv", "--label", "kind");
        described.ExitCode.ShouldBe(0, described.Error);
        described.Output.ShouldContain("x\\u001b]0;t\\u0007");
        Quiet(described);

        // In JSON they are JSON's own escapes, so that whoever reads it has the name as it is.
        var json = LatentProgram.Run(folder.Path, "data", "describe", "class.csv", "--label", "kind", "--json");
        Quiet(json);
        using var document = System.Text.Json.JsonDocument.Parse(json.Output);
        document.RootElement.GetProperty("classes")[0].GetProperty("name").GetString().ShouldBe($"x{Escape}]0;t\u0007");

        var named = LatentProgram.Run(folder.Path, "learn", $"no{Escape}[31m.csv");
        named.Error.ShouldStartWith("no\\u001b[31m.csv: there is no such file");
        Quiet(named);
    }

    [Fact]
    public void APipeAndADeviceAreRefusedAtOnce()
    {
        if (!OperatingSystem.IsLinux()) return;
        using (var make = System.Diagnostics.Process.Start("mkfifo", [Path.Combine(folder.Path, "pipe.csv")])) make.WaitForExit();
        Refusal("learn", "pipe.csv").ShouldBe("pipe.csv: this is a named pipe; an ordinary file is expected.");
        File.Delete(Path.Combine(folder.Path, "pipe.csv"));
        var model = Directory.CreateDirectory(Path.Combine(folder.Path, "device")).FullName;
        File.CreateSymbolicLink(Path.Combine(model, "config.json"), "/dev/zero");
        Refusal("features", "device", "good.csv", "--out", "f.csv").ShouldBe(
            $"{Path.Combine("device", "config.json")}: this is a device; an ordinary file is expected.");
    }

    [Fact]
    public void WhatAPackedFileMayHoldIsSetByAVariable()
    {
        using (var file = File.Create(Path.Combine(folder.Path, "packed.csv.gz")))
        using (var gzip = new GZipStream(file, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("1.25,2.5\n", 200_000))));
        var refused = LatentProgram.RunWith("LATENT_MAX_UNPACKED_MIB", "1", folder.Path, "data", "describe", "packed.csv.gz");
        refused.ExitCode.ShouldBe(2);
        refused.Error.TrimEnd().ShouldBe(
            "packed.csv.gz: it unpacks to more than 1 MiB, which is the most; set LATENT_MAX_UNPACKED_MIB to read more.");
        LatentProgram.RunWith("LATENT_MAX_UNPACKED_MIB", "2", folder.Path, "data", "describe", "packed.csv.gz").ExitCode.ShouldBe(0);
        var wrong = LatentProgram.RunWith("LATENT_MAX_UNPACKED_MIB", "much", folder.Path, "data", "describe", "packed.csv.gz");
        (wrong.ExitCode, wrong.Error.TrimEnd()).ShouldBe(
            (2, "LATENT_MAX_UNPACKED_MIB: 'much' does not fit; it must be a whole number of MiB from 1 to 16777216."));
    }

    [Fact]
    public void LabelsAndChannelsAreChosenByOptionsAndNotesAreTold()
    {
        LatentProgram.Run(folder.Path, "data", "describe", "walks.ts", "--label", "none").Output.ShouldContain("labels    none");
        var values = Enumerable.Range(0, 8 * 3 * 5 * 6).Select(i => (float)(i * 31 % 97)).ToArray();
        Npz.Write(
            Path.Combine(folder.Path, "first.npz"),
            new Dictionary<string, Tensor> { ["X"] = Tensor.From(values, [8, 3, 5, 6]), ["y"] = Tensor.From(new float[8]) });
        var learned = LatentProgram.Run(
            folder.Path, "learn", "first.npz", "--model", "pca", "--latent", "1", "--label", "none", "--out", "first");
        learned.ExitCode.ShouldBe(0, learned.Error);
        learned.Output.ShouldContain(
            "note: samples of shape (3, 5, 6) were taken for images of height 5, width 6 and 3 channels, the channels coming first");
        learned.Output.ShouldContain("no labels");
        var last = LatentProgram.Run(folder.Path, "data", "describe", "first.npz", "--channels", "last");
        last.Output.ShouldContain("a sample  3 x 5 x 6 of float32");
        last.Error.ShouldBeEmpty();
    }

    private string Refusal(params string[] arguments)
    {
        var outcome = LatentProgram.Run(folder.Path, arguments);
        outcome.ExitCode.ShouldBe(2, outcome.Error);
        return outcome.Error.TrimEnd();
    }

    private static void Quiet(LatentProgram.Outcome outcome) =>
        (outcome.Output + outcome.Error).ShouldAllBe(c => c == '\n' || c == '\r' || c == '\t' || (!char.IsControl(c) && c != '\u202E'));
}
