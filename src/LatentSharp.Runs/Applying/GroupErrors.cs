namespace LatentSharp;

/// <summary>The mean squared errors of reconstructions, in scaled units.</summary>
/// <param name="All">Of all rows.</param>
/// <param name="OfGroups">Of the rows of each group.</param>
internal sealed record GroupErrors(double All, double[] OfGroups)
{
    /// <summary>Reconstructs each row once.</summary>
    public static GroupErrors Of(FeatureModel model, AppliedData data, Scaler scaling, RowGroups groups)
    {
        var (shape, width, lengths) = (model.InputShape, model.InputShape.Count, data.Lengths);
        var all = new RowErrors(shape, lengths);
        var own = groups.Groups.Select(group => (group.Rows, Errors: new RowErrors(shape, lengths))).ToArray();
        var (next, row) = (new int[own.Length], 0);
        foreach (var piece in data.Pieces)
        {
            using var blocks = new RowBlocks(RowView.Of(piece), scaling);
            while (blocks.Next())
            {
                var rebuilt = model.Reconstruct(blocks.Scaled);
                for (var i = 0; i < rebuilt.Shape[0]; i++, row++)
                {
                    var before = blocks.Scaled.AsSpan().Slice(i * width, width);
                    var after = rebuilt.AsSpan().Slice(i * width, width);
                    all.Add(row, before, after);
                    // The rows of a group ascend.
                    for (var group = 0; group < own.Length; group++)
                    {
                        if (next[group] == own[group].Rows.Length || own[group].Rows[next[group]] != row) continue;
                        own[group].Errors.Add(row, before, after);
                        next[group]++;
                    }
                }
            }
        }
        return new GroupErrors(all.Mean, Array.ConvertAll(own, group => group.Errors.Mean));
    }
}
