using System.Text.Json.Nodes;

namespace LatentSharp;

/// <summary>How a network is compiled, in its configuration.</summary>
internal static class CompileConfig
{
    private const int MostMetrics = 100;

    internal static JsonObject Write(ConfigWriter writer, Compilation compiled) => new()
    {
        ["optimizer"] = writer.Write(compiled.Optimizer, "the compiled network"),
        ["loss"] = writer.Write(compiled.Loss, "the compiled network"),
        ["metrics"] = writer.Write(compiled.Metrics.All, "the compiled network"),
    };

    /// <summary>Compiles a network that has its weights, and gives the optimizer its memory back.</summary>
    internal static void Apply(ConfigValue value, Model model, TrainingSnapshot? memory)
    {
        value.AllowOnly(["optimizer", "loss", "metrics"]);
        var metrics = value.Get("metrics");
        if (metrics.Items().Count > MostMetrics) throw metrics.Bad(FormattableString.Invariant($"more than {MostMetrics} metrics are there"));
        var (optimizer, loss) = (Read<Optimizer>(value.Get("optimizer")), Read<Loss>(value.Get("loss")));
        ConfigReader.Make(value, () =>
        {
            model.Compile(optimizer, loss, Read<Metric[]>(metrics));
            if (memory is not null) model.RestoreTraining(memory);
            return model;
        });
    }

    private static T Read<T>(ConfigValue value) => (T)new ConfigReader(value).Read(typeof(T));
}
