namespace LatentSharp;

/// <summary>Whether spans are as long as a recurrent pass takes them to be.</summary>
internal static class SequenceLengths
{
    internal static void Check<T>(in SequenceSpans x, bool backward) where T : struct, IRecurrence
    {
        int n = x.Samples, t = x.Steps, f = x.Inputs, u = x.Units;
        var slots = x.Keeps ? t : 1;
        var states = n * u;
        Exact("joined", x.Joined.Length, (long)(slots + 1) * n * (f + u));
        Exact("gates", x.Gates.Length, T.KeepsGates ? (long)slots * T.Width * states : 0);
        Exact("cells", x.Cells.Length, T.HasCells ? (long)(slots + 1) * states : 0);
        Exact("kernel", x.Kernel.Length, (long)f * T.Gates * u);
        Exact("recurrent kernel", x.Recurrent.Length, (long)u * T.Gates * u);
        Optional("bias", x.Bias.Length, (long)T.Biases * u);
        Optional("mask", x.Mask.Length, (long)n * t);
        if (backward)
        {
            Optional("output gradient", x.OutputGradient.Length, x.Whole ? (long)t * states : states);
            Exact("state gradient", x.StateGradient.Length, states);
            Exact("cell gradient", x.CellGradient.Length, T.HasCells ? states : 0);
            Exact("gate gradients", x.GateGradients.Length, (long)t * T.Width * states);
            Exact("carried gradient", x.Carried.Length, x.Mask.IsEmpty ? 0 : states);
            Optional("input gradient", x.InputGradient.Length, (long)n * t * f);
        }
        else
        {
            Exact("input", x.X.Length, (long)n * t * f);
            Optional("first state", x.FirstState.Length, states);
            Optional("first cell", x.FirstCell.Length, states);
            Exact("output", x.Output.Length, x.Whole ? (long)t * states : states);
            Exact("last state", x.LastState.Length, states);
            Exact("last cell", x.LastCell.Length, T.CellIsState ? states : 0);
        }
    }

    private static void Exact(string name, long given, long needed)
    {
        if (given != needed) throw new BadArgumentException($"recurrent pass: the {name} has {given} numbers; {needed} are needed.");
    }

    private static void Optional(string name, long given, long needed)
    {
        if (given != 0) Exact(name, given, needed);
    }
}
