using System.Globalization;

namespace LatentSharp;

/// <summary>The optimizers at work in a compiled model: the one it was compiled with, and those that its own steps bring along.</summary>
internal sealed class Minimizers(Compilation compilation)
{
    private readonly List<(Layer Part, Optimizer Optimizer, Minimizer Minimizer)> own = [];
    private Minimizer? main;
    private TrainingSnapshot? restored;

    /// <summary>The optimizer of the whole model.</summary>
    internal Minimizer Main => main ??= Create(compilation.Model, compilation.Optimizer, "optimizer");

    /// <summary>
    /// The learning rate of the next step; with several optimizers that of the first, and the others keep their ratio to it when it is set.
    /// </summary>
    internal double LearningRate
    {
        get => Leading.State.LearningRate;
        set
        {
            var ratio = value / Leading.State.LearningRate;
            foreach (var (_, minimizer) in All)
            {
                if (minimizer == Leading) continue;
                minimizer.State.LearningRateOverride = double.IsFinite(ratio) ? minimizer.State.LearningRate * ratio : value;
            }
            Leading.State.LearningRateOverride = value;
        }
    }

    private Minimizer Leading => main ?? (own.Count > 0 ? own[0].Minimizer : Main);

    /// <summary>How many numbers the optimizers remember.</summary>
    internal long MemoryCount => All.Sum(minimizer => minimizer.Minimizer.State.Memory.Sum(part => (long)part.Value.Count));

    private IEnumerable<(string Name, Minimizer Minimizer)> All =>
        own.Select((entry, i) => (OwnName(i), entry.Minimizer)).Prepend(("optimizer", main!)).Where(entry => entry.Item2 is not null);

    internal Minimizer Of(Layer part, Optimizer optimizer)
    {
        if (part == compilation.Model && optimizer == compilation.Optimizer) return Main;
        foreach (var entry in own)
        {
            if (entry.Part == part && entry.Optimizer == optimizer) return entry.Minimizer;
        }
        own.Add((part, optimizer, Create(part, optimizer, OwnName(own.Count))));
        var minimizer = own[^1].Minimizer;
        // A rate that was set before the first step holds for this optimizer too.
        if (main?.State is { LearningRateOverride: { } rate } state && minimizer.State.LearningRateOverride is null)
            minimizer.State.LearningRateOverride = minimizer.State.LearningRate * rate / compilation.Optimizer.LearningRate.At(state.Step);
        return minimizer;
    }

    /// <summary>Ends a training: averages of weights replace them, where they are kept.</summary>
    internal void Finish()
    {
        foreach (var (_, minimizer) in All) minimizer.State.Finish();
    }

    internal void AddTo(TrainingSnapshot snapshot)
    {
        foreach (var (name, minimizer) in All) snapshot.Add(name, minimizer.State.Snapshot());
    }

    /// <summary>
    /// Checks a snapshot; what comes back puts optimizers back to it, and those that do not exist yet follow when a step first asks for
    /// them.
    /// </summary>
    internal Action Restoring(TrainingSnapshot snapshot)
    {
        var fresh = snapshot.Numbers.ContainsKey("optimizer/step") ? Bind(compilation.Model, compilation.Optimizer) : null;
        fresh?.State.Restore(snapshot.Under("optimizer"));
        return () =>
        {
            (main, restored) = (fresh, snapshot);
            own.Clear();
        };
    }

    private Minimizer Create(Layer part, Optimizer optimizer, string name)
    {
        var minimizer = Bind(part, optimizer);
        if (restored?.Under(name) is { Numbers.Count: > 0 } memory) minimizer.State.Restore(memory);
        return minimizer;
    }

    private Minimizer Bind(Layer part, Optimizer optimizer)
    {
        var parameters = compilation.Trainable(part).Distinct().ToList();
        if (parameters.Count == 0) throw new BadArgumentException("Fit: the network has no trainable parameters.");
        foreach (var named in compilation.Model.AllParameters()) named.Parameter.Path = named.Name;
        return new Minimizer(optimizer, parameters);
    }

    private static string OwnName(int index) => string.Create(CultureInfo.InvariantCulture, $"optimizers/{index}");
}
