namespace LatentSharp;

/// <summary>What a listener is told while a run goes on.</summary>
public abstract record LearnEvent
{
    private protected LearnEvent()
    {
    }

    /// <summary>The data are read and divided; learning begins. Each value is a line to show.</summary>
    /// <param name="Data">The data: <c>digits: 1,797 images of 8 × 8, 10 classes</c>.</param>
    /// <param name="Scaling">How they are scaled.</param>
    /// <param name="Division">How they are divided.</param>
    /// <param name="Model">The model: <c>autoencoder 64-256-128-8-128-256-64</c>.</param>
    /// <param name="Choice">How the epoch is chosen whose weights are kept; empty where none is.</param>
    public sealed record Prepared(string Data, string Scaling, string Division, string Model, string Choice) : LearnEvent
    {
        /// <summary>What to know of how the data were read, a sentence each (<see cref="Dataset.Notes"/>).</summary>
        public IReadOnlyList<string> Notes { get; init; } = [];
    }

    /// <summary>
    /// Training will take longer than a minute. Told before its first epoch where its work can be told, and after its first seconds where
    /// that was not told or turns out to be wrong.
    /// </summary>
    /// <param name="Estimate">How long it will take in all.</param>
    /// <param name="Advice">A setting that takes less; empty when it takes no longer than a minute after all.</param>
    public sealed record TakesLong(TimeSpan Estimate, string Advice) : LearnEvent
    {
        /// <summary>
        /// Whether the estimate is judged by the speed of the training so far. Otherwise it is what the work takes at least, judged by how
        /// fast the machine multiplies at best. Default true.
        /// </summary>
        public bool IsMeasured { get; init; } = true;

        /// <summary>Whether early stopping, or clusters that have settled, may end it before. Default false.</summary>
        public bool EndsEarly { get; init; }

        /// <summary>Whether it can be ended and what was learned until then kept. Default true.</summary>
        public bool CanStop { get; init; } = true;

        /// <summary>All of it in a sentence.</summary>
        public string InWords => $"this will take {(IsMeasured ? "" : "at least ")}{TimeEstimate.InWords(Estimate)}"
            + (EndsEarly ? ", less if it ends early" : "")
            + (Advice.Length == 0 ? "" : CanStop ? $"; {Advice}, and Ctrl+C ends it and keeps what was learned" : $"; {Advice}");
    }

    /// <summary>How far training is.</summary>
    /// <param name="Progress">The epoch, the losses, the speed.</param>
    public sealed record Training(TrainingProgress Progress) : LearnEvent;

    /// <summary>Learning ended; what was learned is measured and written, one step after another.</summary>
    /// <param name="Step">What comes now: <c>nearest neighbours and linear probe</c>.</param>
    /// <param name="Samples">The samples that it goes through; with many it takes long.</param>
    public sealed record Evaluating(string Step, int Samples) : LearnEvent;
}
