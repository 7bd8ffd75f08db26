namespace LatentSharp;

/// <summary>Why a column cannot be read, and the line that shows it.</summary>
internal sealed record ColumnProblem(int Line, BadFileException Error)
{
    /// <summary>Refuses a table of several problems by that of its first line.</summary>
    internal static void ThrowFirst(IEnumerable<ColumnProblem?> problems)
    {
        if (problems.OfType<ColumnProblem>().MinBy(problem => problem.Line) is { } first) throw first.Error;
    }
}
