namespace LatentSharp.Quality;

/// <summary>A classifier of MNIST that knows 100 labels.</summary>
internal sealed class MnistFewLabels(string name, ConsistencyOptions options, int draws, double goal, double published, string source)
    : QualityRow
{
    private const int Labels = 100;

    public override string Name => name;

    public override string Description =>
        $"MNIST, 60,000 images of which 10 of each class have a label, drawn anew for each of {draws} seeds: {options.Describe([28, 28])}, "
        + $"consistency {options.Consistency}: test error of the last epoch, mean";

    public override double Published => published;

    public override string Source => source;

    public override double Goal => goal;

    public override Better Better => Better.Lower;

    public override double Measure(Effort effort)
    {
        var train = DataSource.Open("mnist", new DataOptions());
        var test = train.TestPart ?? throw new BadFileException("mnist: has no test part.");
        var x = (train.Samples / 255f).Keep();
        var xTest = (test.Samples / 255f).Keep();
        var truth = train.Labels!.Value.ToArray<int>();
        return effort.MeanOverSeeds(draws, seed =>
        {
            var known = new int[truth.Length];
            Array.Fill(known, -1);
            foreach (var rows in new RandomStream(seed).Derive("labels").Permutation(truth.Length).GroupBy(row => truth[row]))
                foreach (var row in rows.Take(Labels / 10)) known[row] = truth[row];
            var chosen = options with { Seed = seed, Epochs = effort.Epochs(options.Epochs!.Value) };
            var progress = new Teller(effort);
            var model = chosen is CnnOptions cnn
                ? new CnnClassifier(cnn).Fit(x, Tensor.From(known), progress: progress)
                : new MlpClassifier((MlpOptions)chosen).Fit(x, Tensor.From(known), progress: progress);
            return 1 - model.Score(xTest, test.Labels!.Value);
        });
    }

    private sealed class Teller(Effort effort) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.EpochEnded) effort.Say($"epoch {value.Epoch} of {value.Epochs}");
        }
    }
}
