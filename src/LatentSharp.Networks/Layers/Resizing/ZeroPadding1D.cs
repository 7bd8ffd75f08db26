namespace LatentSharp;

/// <summary>Puts zeros before and after sequences: (N, T, C) -> (N, T + before + after, C).</summary>
/// <param name="padding">How many: one number for both sides, or (before, after). Default 1.</param>
public sealed class ZeroPadding1D(Margin? padding = null) : Layer
{
    /// <summary>How many steps before and after.</summary>
    public Margin Padding { get; } = Margins.Checked(padding ?? 1, "ZeroPadding1D");

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        PlaceAxes.Check(input, 1, "ZeroPadding1D");
        return input.With(1, Margins.Along(input, 1, Padding, +1, "ZeroPadding1D"));
    }

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context)
    {
        OutputShape(input.Shape);
        return Ops.ZeroPad(input, new Margins(0, Padding));
    }
}
