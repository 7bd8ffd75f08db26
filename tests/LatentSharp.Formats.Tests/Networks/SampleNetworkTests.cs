using System.Text.Json;

namespace LatentSharp.Tests;

/// <summary>
/// A network that was saved in format 1 stays readable for ever; NumPy says what it computes (tests/references/network_format_1.py).
/// </summary>
public class SampleNetworkTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Samples", "format-1");

    [Fact]
    public void Format_1_is_read_and_computes_what_NumPy_computes()
    {
        var model = Model.Load(Path.Combine(Folder, "network.latent"));
        using var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "expected.json")));
        var results = model.CallAll([Samples(0), Samples(3)]);
        foreach (var (name, result) in new[] { ("kind", results[0]), ("sum", results[1]) })
        {
            var values = expected.RootElement.GetProperty(name).EnumerateArray().Select(value => value.GetDouble()).ToList();
            values.Count.ShouldBe(result.Count);
            for (var i = 0; i < values.Count; i++) ((double)result.AsSpan()[i]).ShouldBe(values[i], 1e-6, $"{name}[{i}]");
        }
    }

    [Fact]
    public void Format_1_keeps_settings_compilation_and_the_optimizers_memory()
    {
        var model = Model.Load(Path.Combine(Folder, "network.latent"));
        (model.Seed, model.Name).ShouldBe((7, "sample"));
        ((Dropout)model.GetLayer("dropout")).Rate.ShouldBe(0.25);
        var training = model.SnapshotTraining();
        training.Numbers["optimizer/step"].ShouldBe(6);
        training.Numbers["position/orders"].ShouldBe(3);
        training.Tensors["optimizer/moment_0"].AsSpan().ContainsAnyExcept(0f).ShouldBeTrue();
        // Saved again by this version it is the same.
        NetworkRoundTripTests.Bytes(model).ShouldBe(File.ReadAllBytes(Path.Combine(Folder, "network.latent")));
    }

    private static Tensor Samples(int shift) =>
        Tensor.From([.. Enumerable.Range(0, 24).Select(i => ((((i * 7) + shift) % 11) / 11f) - 0.5f)], [6, 4]);
}
