namespace LatentSharp;

/// <summary>What to explain of a finished model, and where the page goes.</summary>
/// <param name="Model">A run folder or its model folder.</param>
/// <param name="Data">A built-in data set's name or a file's path.</param>
/// <param name="Output">The page, a path that ends in .html.</param>
public sealed record ExplainRequest(string Model, string Data, string? Output)
{
    /// <inheritdoc cref="ExplainOptions.Row"/>
    public int Row { get; init; } = 1;

    /// <inheritdoc cref="ExplainOptions.Of"/>
    public string? Of { get; init; }

    /// <inheritdoc cref="ExplainOptions.Baseline"/>
    public ExplainBaseline Baseline { get; init; }

    /// <summary>Which rows of data with a test part of their own are counted.</summary>
    public DataPart Part { get; init; }

    /// <summary>How the data are read; what the model has learned of that is the model's.</summary>
    public DataOptions Reading { get; init; } = new();

    /// <summary>Refuses values that cannot work, before anything is read.</summary>
    /// <exception cref="BadArgumentException">A value is out of its range.</exception>
    public void Validate()
    {
        ExplainOptions.Row.Check(Row);
        if (Of is not null) ExplainOptions.Of.Check(Of);
        ExplainOptions.Baseline.Check(Baseline);
        LearnOptions.CheckReading(Reading);
        OutputPlace.Check(ExplainOptions.Output, Output, Data, Reading);
    }
}

/// <summary>What was found.</summary>
/// <param name="Page">The page that was written.</param>
/// <param name="Sentences">What it says, in a sentence each.</param>
public sealed record ExplainResult(string Page, IReadOnlyList<string> Sentences);
