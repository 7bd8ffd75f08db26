namespace LatentSharp.Quality;

/// <summary>A set of the UCR/UEA archive.</summary>
internal static class Series
{
    /// <summary>The training part, with the test part of the archive.</summary>
    /// <exception cref="BadFileException">The set is not there.</exception>
    public static Dataset Load(string name)
    {
        foreach (var folder in DataCache.Folders)
        {
            var place = Path.Combine(folder, "timeseries-ucr", name);
            if (Directory.Exists(place)) return DataSource.Open(place, new DataOptions());
        }
        throw new BadFileException(
            $"{name}: is not there; put {name}_TRAIN.ts and {name}_TEST.ts into the folder timeseries-ucr/{name} of LATENT_DATA.");
    }

    /// <summary>Both parts, channel by channel less the training part's mean, divided by its deviation; padding stays 0.</summary>
    public static (Tensor X, Tensor Y, Tensor XTest, Tensor YTest) Standardized(string name)
    {
        var train = Load(name);
        var test = train.TestPart ?? throw new BadFileException($"{name}: has no test part.");
        var scaler = Scaler.Choose(train);
        return (scaler.Apply(train).Keep(), train.Labels!.Value, scaler.Apply(test).Keep(), test.Labels!.Value);
    }
}
