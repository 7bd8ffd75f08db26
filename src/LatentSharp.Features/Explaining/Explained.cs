namespace LatentSharp;

/// <summary>What of a model is explained: a number for each sample.</summary>
public abstract record Explained
{
    private protected Explained()
    {
    }

    /// <summary>What it is, to stand in a sentence: <c>the logit of class 3</c>.</summary>
    public abstract string InWords { get; }

    /// <summary>The logit of a class of a classifier.</summary>
    /// <param name="Class">From 0.</param>
    public sealed record Logit(int Class) : Explained
    {
        /// <inheritdoc/>
        public override string InWords => FormattableString.Invariant($"the logit of class {Class}");
    }

    /// <summary>A feature.</summary>
    /// <param name="Index">From 0.</param>
    public sealed record Unit(int Index) : Explained
    {
        /// <inheritdoc/>
        public override string InWords => FormattableString.Invariant($"feature {Index + 1}");
    }

    /// <summary>The mean squared error of a sample's reconstruction: how unusual it is to the model.</summary>
    public sealed record Anomaly : Explained
    {
        /// <inheritdoc/>
        public override string InWords => "the reconstruction error";
    }
}
