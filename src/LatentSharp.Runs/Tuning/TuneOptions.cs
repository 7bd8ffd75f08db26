namespace LatentSharp;

/// <summary>The options of tuning that are not those of reading data, of models or of comparing.</summary>
public static class TuneOptions
{
    /// <summary>How a search chooses what to try next.</summary>
    public static OptionSpec<Enum> Search { get; } = OptionKinds.Choice(
        "--search", "How it chooses what to try next: by what was good before, at random, or many briefly and the better ones longer.",
        TuneSearch.Tpe);

    /// <summary>How many trainings there are at most.</summary>
    public static OptionSpec<int> Trials { get; } = OptionKinds.Whole("--trials", "How many trainings there are at most.", 30, 1, 100_000);

    /// <summary>How much time all trainings may take together.</summary>
    public static OptionSpec<TimeSpan> Budget { get; } = OptionKinds.Time(
        "--budget", "The time that all trainings may take together.", TimeSpan.FromMinutes(10));

    /// <summary>The run folder.</summary>
    public static OptionSpec<string?> Output { get; } = OptionKinds.Text(
        "--out", "DIR", "The run folder; one that a search of the same request was stopped in goes on. Default: runs/<data>-tune-<model>.",
        "the path of a folder");
}
