using System.Text.Json.Nodes;

namespace LatentSharp;

/// <summary>How a network is compiled, in its configuration: the optimizer, and for each output a loss, its weight and metrics.</summary>
internal static class CompileConfig
{
    private const int MostMetrics = 100;
    private const string Place = "the compiled network";

    internal static JsonObject Write(ConfigWriter writer, Compilation compiled) => new()
    {
        ["optimizer"] = writer.Write(compiled.Optimizer, Place),
        ["outputs"] = new JsonArray([.. compiled.Outputs.Select(output => Write(writer, output))]),
    };

    /// <summary>Compiles a network that has its weights, and gives the optimizer its memory back.</summary>
    internal static void Apply(ConfigValue value, Model model, TrainingSnapshot? memory)
    {
        value.AllowOnly(["optimizer", "outputs"]);
        var outputs = value.Get("outputs");
        var (optimizer, parts) = (Read<Optimizer>(value.Get("optimizer")), outputs.Items().Select(Read).ToList());
        if (parts.Sum(part => part.Metrics.Count + part.Weighted.Count) > MostMetrics)
            throw outputs.Bad(FormattableString.Invariant($"more than {MostMetrics} metrics are there"));
        ConfigReader.Make(value, () =>
        {
            model.Compile(
                optimizer, [.. parts.Select(part => part.Loss)], [.. parts.Select(part => part.Weight)],
                [.. parts.Select(part => part.Metrics)], [.. parts.Select(part => part.Weighted)]);
            if (memory is not null) model.RestoreTraining(memory);
            return model;
        });
    }

    private static JsonObject Write(ConfigWriter writer, CompiledOutput output)
    {
        var node = new JsonObject { ["loss"] = writer.Write(output.Loss, Place) };
        if (output.LossWeight != 1) node["lossWeight"] = writer.Write(output.LossWeight, Place);
        if (output.Metrics.Count > 0) node["metrics"] = writer.Write(output.Metrics, Place);
        if (output.WeightedMetrics.Count > 0) node["weightedMetrics"] = writer.Write(output.WeightedMetrics, Place);
        return node;
    }

    private static (Loss? Loss, double Weight, IReadOnlyList<Metric> Metrics, IReadOnlyList<Metric> Weighted) Read(ConfigValue output)
    {
        output.AllowOnly(["loss", "lossWeight", "metrics", "weightedMetrics"]);
        var loss = output.Get("loss");
        return (
            loss.IsNull ? null : Read<Loss>(loss), output.Find("lossWeight")?.Number() ?? 1, Metrics("metrics"),
            Metrics("weightedMetrics"));

        Metric[] Metrics(string name) => output.Find(name) is { } list ? Read<Metric[]>(list) : [];
    }

    private static T Read<T>(ConfigValue value) => (T)new ConfigReader(value).Read(typeof(T));
}
