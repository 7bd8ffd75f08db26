namespace LatentSharp;

/// <summary>What a listener is told while a run goes on.</summary>
public abstract record LearnEvent
{
    private protected LearnEvent()
    {
    }

    /// <summary>The data are read and divided; learning begins. Each value is a line to show.</summary>
    /// <param name="Data">The data: <c>digits: 1,797 images of 8 × 8, 10 labels</c>.</param>
    /// <param name="Scaling">How they are scaled.</param>
    /// <param name="Division">How they are divided.</param>
    /// <param name="Model">The model: <c>autoencoder 64-256-128-8-128-256-64</c>.</param>
    public sealed record Prepared(string Data, string Scaling, string Division, string Model) : LearnEvent
    {
        /// <summary>What to know of how the data were read, a sentence each (<see cref="Dataset.Notes"/>).</summary>
        public IReadOnlyList<string> Notes { get; init; } = [];
    }

    /// <summary>How far training is.</summary>
    /// <param name="Progress">The epoch, the losses, the speed.</param>
    public sealed record Training(TrainingProgress Progress) : LearnEvent;

    /// <summary>Learning ended; what was learned is measured and written.</summary>
    public sealed record Evaluating : LearnEvent;
}
