namespace LatentSharp;

/// <summary>A set of the UCR and UEA archives, channel by channel less the training part's mean, divided by its deviation.</summary>
/// <param name="X">(N, steps, channels); padding stays 0.</param>
/// <param name="Y">(N): the classes.</param>
/// <param name="XTest">The archive's test part.</param>
/// <param name="YTest">Its classes.</param>
/// <param name="IsPadded">Whether lengths differ.</param>
internal sealed record SeriesSet(Tensor X, Tensor Y, Tensor XTest, Tensor YTest, bool IsPadded)
{
    /// <summary>Reads one.</summary>
    /// <exception cref="BadFileException">The set is not there.</exception>
    public static SeriesSet Load(string name, Effort effort)
    {
        var train = DataSource.Open(effort.Place(ExperimentData.Series(name)), new DataOptions());
        var test = train.TestPart ?? throw new BadFileException($"{name}: has no test part.");
        var scaler = Scaler.Choose(train);
        return new(
            scaler.Apply(train).Keep(), train.Labels!.Value, scaler.Apply(test).Keep(), test.Labels!.Value,
            train.Lengths.Any(length => length < train.SampleShape[0]));
    }
}
